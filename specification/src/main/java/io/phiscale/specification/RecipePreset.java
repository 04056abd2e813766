package io.phiscale.specification;

import io.phiscale.protocol.recipe.Recipe;

/** Whole recipes, of which users change what they write. */
enum RecipePreset {
    STANDARD {
        @Override
        Recipe recipe() {
            return Recipe.DEFAULT;
        }

        @Override
        double learningRate(int batchSize) {
            return recipe().optimizer().learningRate();
        }
    },
    EFFICIENTNET {
        @Override
        Recipe recipe() {
            return Recipe.EFFICIENTNET;
        }

        /** As much for each image as in the published recipe: 0.016 for 256. */
        @Override
        double learningRate(int batchSize) {
            return recipe().optimizer().learningRate() * batchSize / recipe().batchSize();
        }
    };

    abstract Recipe recipe();

    /** Where the user names none. */
    abstract double learningRate(int batchSize);
}
