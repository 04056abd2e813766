package io.phiscale.specification;

import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.recipe.Augmentation;
import io.phiscale.protocol.recipe.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * The recipe as the user chose it.
 *
 * @param flip null for whatever suits the data
 */
public record RecipeChoice(Recipe recipe, @Nullable Boolean flip) {

    Recipe of(DataSetFacts facts) {
        Augmentation augmentation = new Augmentation(
                Given.or(flip, facts.mirrorable()),
                recipe.augmentation().cropPadding(),
                recipe.augmentation().randAugment());
        return new Recipe(
                recipe.epochs(),
                recipe.batchSize(),
                recipe.optimizer(),
                recipe.schedule(),
                recipe.regularization(),
                augmentation);
    }
}
