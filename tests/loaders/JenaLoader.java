import java.io.FileOutputStream;
import java.io.OutputStream;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RDFDataMgr;

/** Reads each file as its name says and writes beside it, as NAME.jena.nq, what Jena understood. */
public class JenaLoader {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            Lang lang = RDFLanguages.filenameToLang(file);
            Dataset dataset = DatasetFactory.create();
            // Debian has no provider of the JSON interface that Jena's reader of JSON-LD 1.1 wants; its reader of 1.0 works.
            RDFParser.source(file).forceLang(lang == Lang.JSONLD ? Lang.JSONLD10 : lang).parse(dataset);
            try (OutputStream out = new FileOutputStream(file + ".jena.nq")) {
                RDFDataMgr.write(out, dataset, RDFFormat.NQUADS_UTF8);
            }
        }
    }
}
