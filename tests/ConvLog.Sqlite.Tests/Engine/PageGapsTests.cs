using System.Globalization;
using System.Text;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Engine;

public sealed class PageGapsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_deleted_row_leaves_no_bytes_in_the_file_even_after_page_splits()
    {
        string path = _folder.File("gaps.db");
        using var database = new Database(path, new SqliteStoreOptions());
        await WriteAsync(database, "CREATE TABLE split (no INTEGER PRIMARY KEY, text TEXT)");
        var random = new Random(7);
        for (int step = 0; step < 40; step++)
        {
            await database.WriteAsync(session => InsertSome(session, random, step), default);
        }

        File.ReadAllText(path + "-wal", Encoding.Latin1).Should().Contain("CANARY", "that is what is looked for");
        await WriteAsync(database, "DELETE FROM split WHERE no % 2 = 0");
        await WriteAsync(database, "PRAGMA incremental_vacuum");
        database.Dispose();

        string[] left = [.. CanariesIn(path)];
        left.Should().NotBeEmpty("odd rows stay").And.OnlyContain(static canary => IsOdd(canary));
    }

    [Fact]
    public void Pages_that_are_not_leaf_pages_are_left_unchanged()
    {
        byte[] text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\rany text ", 500)))[..4096];
        byte[] leaf = Leaf();
        byte[] before = [.. text];

        PageGaps.Empty(text, 3).Should().BeFalse();
        text.Should().Equal(before);
        PageGaps.Empty(leaf, 2).Should().BeFalse("the second page maps pointers in a file that can be vacuumed in steps");
        PageGaps.Empty(leaf, 3).Should().BeTrue();
        PageGaps.Empty(leaf, 3).Should().BeFalse("nothing is left to empty");
    }

    // A leaf page with one cell at its end, and a word in its unused space.
    private static byte[] Leaf()
    {
        byte[] page = new byte[4096];
        page[0] = 13;
        page[4] = 1;
        (page[5], page[6]) = (0x0F, 0xF0);
        (page[8], page[9]) = (0x0F, 0xF0);
        "secret"u8.CopyTo(page.AsSpan(2_000));
        return page;
    }

    private static bool InsertSome(Session session, Random random, int step)
    {
        foreach (int group in Enumerable.Range(0, 200).OrderBy(_ => random.Next()).Take(60))
        {
            long no = (group * 1_000L) + step;
            session["INSERT INTO split VALUES (?1, ?2)"].Bind(1, no).Bind(2, $"CANARY-{no}-{new string('x', random.Next(5, 400))}").Run();
        }

        return true;
    }

    private static async Task WriteAsync(Database database, string sql) => await database.WriteAsync(
        session =>
        {
            session.Execute(sql);
            return true;
        },
        default);

    private static IEnumerable<string> CanariesIn(string path)
        => File.ReadAllText(path, Encoding.Latin1).Split("CANARY-").Skip(1).Select(static rest => rest.Split('-')[0]);

    private static bool IsOdd(string canary) => long.Parse(canary, CultureInfo.InvariantCulture) % 2 == 1;
}
