#!/usr/bin/python3
"""What the Python Imaging Library makes of a small picture, as the tests of RandAugment's operations want it:

    apt-get install python3-pil
    bench/image_operations.py > trainer-worker/trainer/src/test/resources/image-operations.csv
"""

import PIL
from PIL import Image, ImageEnhance, ImageOps

SIZE, CHANNELS = 9, 3
MOST_CHANGE, MOST_SHEAR, MOST_DEGREES, MOST_TRANSLATION = 0.9, 0.3, 30, 150 / 331


def level(channel, x, y):
    patch = 40 * ((x // 3 + y // 4) % 2) * channel
    return (17 * x + 29 * y * (channel + 1) + patch + 11 * channel) % 200 + 20


def picture():
    image = Image.new("RGB", (SIZE, SIZE))
    for y in range(SIZE):
        for x in range(SIZE):
            image.putpixel((x, y), tuple(level(channel, x, y) for channel in range(CHANNELS)))
    return image


def moved(image, *numbers):
    return image.transform((SIZE, SIZE), Image.AFFINE, numbers, resample=Image.NEAREST)


def enhanced(enhancer):
    return lambda image, strength: enhancer(image).enhance(1 + MOST_CHANGE * strength)


OPERATIONS = {
    "AUTO_CONTRAST": (lambda image, _: ImageOps.autocontrast(image), (0.5,)),
    "EQUALIZE": (lambda image, _: ImageOps.equalize(image), (0.5,)),
    "BRIGHTNESS": (enhanced(ImageEnhance.Brightness), (0.5, -1)),
    "COLOUR": (enhanced(ImageEnhance.Color), (1, -0.5)),
    "CONTRAST": (enhanced(ImageEnhance.Contrast), (0.5, -0.5)),
    "SHARPNESS": (enhanced(ImageEnhance.Sharpness), (1, -1)),
    "POSTERIZE": (lambda image, strength: ImageOps.posterize(image, 8 - round(4 * strength)), (0.5, 1)),
    "SOLARIZE": (lambda image, strength: ImageOps.solarize(image, 255 * (1 - abs(strength))), (0.5, -0.9)),
    "ROTATE": (lambda image, strength: image.rotate(MOST_DEGREES * strength, resample=Image.NEAREST), (1, -0.5)),
    "SHEAR_X": (lambda image, strength: moved(image, 1, MOST_SHEAR * strength, 0, 0, 1, 0), (1,)),
    "SHEAR_Y": (lambda image, strength: moved(image, 1, 0, 0, MOST_SHEAR * strength, 1, 0), (-0.5,)),
    "TRANSLATE_X": (lambda image, strength: moved(image, 1, 0, MOST_TRANSLATION * strength * SIZE, 0, 1, 0), (1,)),
    "TRANSLATE_Y": (lambda image, strength: moved(image, 1, 0, 0, 0, 1, MOST_TRANSLATION * strength * SIZE), (-0.5,)),
}


def main():
    print(f"# What the Python Imaging Library {PIL.__version__} makes of a picture of {SIZE} x {SIZE} pixels:"
          " operation, strength, [channels, height, width].")
    for name, (operation, strengths) in OPERATIONS.items():
        for strength in strengths:
            changed = operation(picture(), strength)
            numbers = [changed.getpixel((x, y))[channel]
                       for channel in range(CHANNELS) for y in range(SIZE) for x in range(SIZE)]
            print(name, strength, " ".join(map(str, numbers)), sep=",")


if __name__ == "__main__":
    main()
