package io.phiscale.trainer.catalog;

import io.phiscale.protocol.dataset.BuiltInDataSets;
import io.phiscale.protocol.dataset.DataSetFacts;
import io.phiscale.protocol.error.ErrorCode;
import io.phiscale.scaling.validation.InvalidValueException;
import io.phiscale.trainer.dataset.DataSet;
import io.phiscale.trainer.dataset.PublishedContent;
import io.phiscale.trainer.dataset.cifar.CifarFiles;
import io.phiscale.trainer.dataset.cifar.CifarLayout;
import io.phiscale.trainer.dataset.decoded.DecodedImages;
import io.phiscale.trainer.dataset.folder.ImageFolder;
import io.phiscale.trainer.dataset.idx.IdxFiles;
import io.phiscale.trainer.dataset.shapes.Shapes;
import io.phiscale.trainer.dataset.source.FashionMnist;
import io.phiscale.trainer.error.TrainingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every data set that this worker has a name for. Names are all that a request can give; paths are configuration. */
public final class DataSetCatalog {
    private static final System.Logger LOG = System.getLogger(DataSetCatalog.class.getName());

    /** Below the data folder. */
    private static final String DECODED = "decoded-images";

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(DataSetFacts facts, Function<DataSetFacts, DataSet> open) {}

    /** The built-in data sets, each in a folder of its name below the data folder. */
    public DataSetCatalog(Path dataFolder) {
        add(BuiltInDataSets.FASHION_MNIST, facts -> {
            Path folder = FashionMnist.in(dataFolder.resolve(facts.name())).folder();
            return FashionMnist.read(folder, facts);
        });
        add(BuiltInDataSets.MNIST, facts -> mnist(dataFolder.resolve(facts.name()), facts));
        add(BuiltInDataSets.CIFAR_10, facts -> new CifarFiles(dataFolder.resolve(facts.name()), CifarLayout.CIFAR_10)
                .read(facts));
        add(BuiltInDataSets.CIFAR_100, facts -> new CifarFiles(dataFolder.resolve(facts.name()), CifarLayout.CIFAR_100)
                .read(facts));
        add(BuiltInDataSets.SHAPES, facts -> new Shapes());
    }

    /**
     * The built-in data sets, and those that a configuration file names.
     *
     * @throws TrainingException where that file is missing or wrong
     */
    public DataSetCatalog(Path dataFolder, Path dataSetsFile) {
        this(dataFolder);
        DecodedImages kept = new DecodedImages(dataFolder.resolve(DECODED));
        for (ConfiguredFolder configured : new DataSetsFile(dataSetsFile).read()) {
            add(configured.facts(), facts -> new ImageFolder(configured.folder(), kept).read(facts));
        }
    }

    /** What is declared of each data set, built-in ones first. */
    public List<DataSetFacts> facts() {
        return entries.values().stream().map(Entry::facts).toList();
    }

    /**
     * Reads the data set, or fetches it where that is possible.
     *
     * @throws InvalidValueException where there is no such name; it lists those there are
     * @throws TrainingException where its files are missing or unreadable
     */
    public DataSet open(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new InvalidValueException("dataset.name", name, "one of " + String.join(", ", entries.keySet()));
        }
        DataSet data = entry.open().apply(entry.facts());
        if (!data.facts().equals(entry.facts())) {
            // Not an error: the coordinator has checked searches against what is declared, and may have been wrong.
            LOG.log(System.Logger.Level.WARNING, "Declared is {0}, found {1}", entry.facts(), data.facts());
        }
        return data;
    }

    /** Its files have the names and sizes of those of Fashion-MNIST, which are easily put into the wrong folder. */
    private static DataSet mnist(Path folder, DataSetFacts declared) {
        DataSet data = new IdxFiles(folder).read(declared);
        PublishedContent.nameOf(data).ifPresent(name -> {
            throw new TrainingException(
                    ErrorCode.DATA_UNREADABLE,
                    "%s: expected the files of %s, found those of %s. Move them into the folder of that name."
                            .formatted(folder, declared.name(), name));
        });
        return data;
    }

    private void add(DataSetFacts facts, Function<DataSetFacts, DataSet> open) {
        entries.put(facts.name(), new Entry(facts, open));
    }
}
