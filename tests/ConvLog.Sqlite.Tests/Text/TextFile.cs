using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Tests.Text;

/// <summary>A database of one test, with access to its text index.</summary>
internal sealed class TextFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<IDisposable> _open = [];

    public string Path => _folder.File("text.db");

    /// <summary>A store that indexes on request only.</summary>
    public SqliteConversationStore Open(SqliteStoreOptions? options = null)
        => Closed(new SqliteConversationStore(Path, options ?? new SqliteStoreOptions { IndexText = false }));

    public Database OpenDatabase(SqliteStoreOptions options) => Closed(new Database(Path, options));

    public Session OpenSession() => Closed(Session.Open(Path, TimeSpan.FromSeconds(5)));

    public long Number(string sql)
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        return session.Number(sql) ?? 0;
    }

    /// <summary>The content of the index for a kind of documents: each word with the number of each document that has it.</summary>
    public HashSet<(string Token, long No)> Tokens(DocumentKind kind)
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        session.Execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'text_index', 'instance')");
        using var rows = session.Prepare("SELECT term, doc FROM temp.vocabulary");
        var tokens = new HashSet<(string, long)>();
        while (rows.Step())
        {
            if (DocumentNumber.KindOf(rows.Int64(1)) == kind)
            {
                tokens.Add((rows.Text(0), rows.Int64(1)));
            }
        }

        return tokens;
    }

    /// <summary>The number of documents in the index: FTS5 keeps it in the first number of its first record.</summary>
    public long Documents()
    {
        using var session = Session.Open(Path, TimeSpan.FromSeconds(5));
        using var record = session.Prepare("SELECT block FROM text_index_data WHERE id = 1");
        long count = 0;
        if (record.Step())
        {
            foreach (byte b in record.Bytes(0))
            {
                count = (count << 7) | (b & 0x7FL);
                if (b < 0x80)
                {
                    break;
                }
            }
        }

        return count;
    }

    public static async Task<IReadOnlyList<SearchHit>> FindAsync(SqliteConversationStore store, string text)
        => (await store.SearchAsync(new SearchQuery { Text = text })).Hits;

    public void Dispose()
    {
        foreach (var open in _open)
        {
            open.Dispose();
        }

        _folder.Dispose();
    }

    private T Closed<T>(T opened)
        where T : IDisposable
    {
        _open.Add(opened);
        return opened;
    }
}
