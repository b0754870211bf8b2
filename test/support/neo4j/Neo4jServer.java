import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/**
 * A whole Neo4j with its Bolt server, for tests: {@code java -cp 'lib/*' Neo4jServer.java DIR PORT}.
 *
 * <p>The published 5.x artefacts hold the database but no class that starts it; this is that class.
 *
 * <p>The first line of standard input is the password of the user neo4j (an empty line: no log-in), so that it
 * stands on no command line. Standard input then stays open for as long as the server is wanted. When it ends the
 * parent is gone, in whatever way, and the server goes at once; the transaction log makes that safe. SIGTERM asks
 * for an orderly end.
 */
final class Neo4jServer {
    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[0]);
        var port = Integer.parseInt(args[1]);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var password = input.readLine();
        if (password == null) {
            return;
        }
        endWith(input);

        var server = start(directory, port, !password.isEmpty());
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        if (!password.isEmpty()) {
            setPassword(server, password);
        }
        System.out.println("ready bolt://127.0.0.1:" + port);
    }

    /** A thread of its own, so that a parent that goes while the database is still starting is noticed too. */
    private static void endWith(BufferedReader input) {
        var watch = new Thread(() -> {
            try {
                while (input.readLine() != null) {
                    // Nothing is said after the password; only the end of the stream matters.
                }
            } catch (java.io.IOException broken) {
                // A broken stream is an ended one.
            }
            Runtime.getRuntime().halt(0);
        });
        watch.setDaemon(true);
        watch.start();
    }

    private static DatabaseManagementService start(Path directory, int port, boolean logIn) {
        return new DatabaseManagementServiceBuilder(directory)
                .setConfig(BoltConnector.enabled, true)
                .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", port))
                .setConfig(BoltConnector.advertised_address, new SocketAddress("127.0.0.1", port))
                .setConfig(GraphDatabaseSettings.auth_enabled, logIn)
                .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(256))
                .build();
    }

    private static void setPassword(DatabaseManagementService server, String password) {
        server.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME)
                .executeTransactionally(
                        "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
    }
}
