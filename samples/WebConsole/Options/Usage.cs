namespace WebConsole.Options;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string Text = $"""
        A console over conversations of an agent, to look around in. Everything stays on this machine.

          dotnet run --project samples/WebConsole -- [options]
          dotnet run --project samples/WebConsole -- copy --data DIR --postgres "CONNECTION"
          dotnet run --project samples/WebConsole -- verify-access-log [--data DIR | --postgres "CONNECTION"] [--head HEAD]

        --urls ADDRESS     where to listen, {SampleOptions.DefaultUrl} unless given; several are separated by ';',
                           port 0 takes a free one. Loopback only: the keys of this demo are published.
        --data DIR         the folder for all that is kept: conversations.db, conversations.db-keys with the wrapped keys
                           of personal data, conversations.db-keyring with the key that unwraps them. It is made where
                           it is missing, and nothing is written anywhere else. Unless given, a folder of its own under
                           the user's data folder. What is there is shown again after a restart.
        --postgres TEXT    keeps the conversations on a PostgreSQL server, 14 or newer, in the schemas convlog and
                           convlog_keys; TEXT is a connection string such as "Host=localhost;Username=convlog". The
                           folder holds the key ring alone then: postgres-keyring.
        copy               copies what is in the folder's file to the server, reads it back, compares checksums, and
                           ends. Stop what writes to either first. One that was interrupted is run again.
        verify-access-log  verifies that the access log is what was written, by its hash chain, prints its head, and ends.
                           With --head, a head that was printed before, also that nobody computed the chain again since.
        --import FILE...   Schema-Guided Dialogue files to replay, up to the next option; finished before it listens.
                           A file that is not valid JSON is left out as a whole; in a valid one a malformed dialogue
                           is left out alone. Each is reported with its position and the reason, and the rest goes on.
                           A dialogue that is already there is skipped and counted.
        --no-demo          leaves out the sample's own conversations, which else fill a store that is empty, also
                           after an import.
        --help             prints this.

        Scheduled deletion is off unless the environment enables it: WORKFLOW_LOG_CLEANUP_ENABLED=true, with
        WORKFLOW_LOG_RETENTION_DAYS and WORKFLOW_LOG_CLEANUP_BATCH_SIZE. With the key demo-pii, the page "Privacy"
        of the console previews and runs deletion, and erases data.

        Exit codes: 0 it ended as asked, 1 it could not start or the copy is not complete or the access
        log is not what was written, 2 the command line was not understood.
        """;
}
