using System.Globalization;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Text;

namespace ConvLog.Sqlite.Tests.Text;

public sealed class TextIndexLevelsTests
{
    private const string List = "SELECT block FROM text_index_data WHERE id = 10";
    private const int Header = 4;

    [Fact]
    public void An_index_remains_readable_after_many_erasures()
    {
        // FTS5 of SQLite 3.35 rejects such an index after 1,000 times; the newest version stops at 64 levels.
        const int Often = 1_010;
        using var session = Session.OpenInMemory();
        session.Execute("CREATE VIRTUAL TABLE text_index USING fts5 (words, content = '', columnsize = 0, detail = none, tokenize = 'ascii')");
        session.Execute("BEGIN; " + string.Concat(Enumerable.Range(0, 600).Select(static i => Insert(1_000_000 + i, $"kept kept{i} other{i * 7}"))) + "COMMIT");
        int most = 0;
        for (int i = 0; i < Often; i++)
        {
            session.Execute("BEGIN; " + Insert(i, $"erased{i}")
                + string.Create(CultureInfo.InvariantCulture,
                $"INSERT INTO text_index (text_index, rowid, words) VALUES ('delete', {i}, 'erased{i}'); COMMIT"));
            session.Execute("BEGIN IMMEDIATE");
            TextIndexLevels.Tidy(session);
            session.Execute("INSERT INTO text_index (text_index, rank) VALUES ('merge', -1000); COMMIT");
            most = Math.Max(most, LevelsOf(session));
        }

        most.Should().BeLessThan(40);
        session.Number("SELECT count(*) FROM text_index WHERE text_index MATCH 'kept'").Should().Be(600);
        session.Number("SELECT count(*) FROM text_index WHERE text_index MATCH 'erased0 OR erased1009'").Should().Be(0);
    }

    [Fact]
    public void A_level_list_without_empty_levels_or_in_another_format_is_unchanged()
    {
        byte[] onePart = [0, 0, 0, 0, 1, 1, 5, 0, 1, 1, 1, 1];
        byte[] otherFormat = [0, 0, 0, 0, 0xFF, 0, 0, 1, 1, 0, 0, 0, 0];

        TextIndexLevels.Without(onePart).Should().BeNull();
        TextIndexLevels.Without(otherFormat).Should().BeNull();
        TextIndexLevels.Without([]).Should().BeNull();
    }

    [Fact]
    public void A_truncated_or_inconsistent_level_list_is_left_for_FTS5_to_report()
    {
        byte[] whole = [0, 0, 0, 7, 2, 1, 5, 0, 1, 1, 1, 1, 0, 0];
        byte[] enormous = [0, 0, 0, 7, .. Enumerable.Repeat((byte)0xFF, 9), 1, 5, 0, .. Enumerable.Repeat((byte)0xFF, 9), 1, 1, 1];

        TextIndexLevels.Without(whole).Should().HaveCount(whole.Length - 2);
        for (int length = 0; length < whole.Length; length++)
        {
            TextIndexLevels.Without(whole.AsSpan(0, length)).Should().BeNull($"{length} bytes are not the list");
        }

        TextIndexLevels.Without(enormous).Should().BeNull();
    }

    [Fact]
    public void A_level_being_merged_remains_below_its_merge_target()
    {
        byte[] merging = [2, 2, 1, 1, 1, 2, 1, 1];
        byte[] into = [0, 1, 3, 1, 1];
        byte[] empty = [0, 0];
        byte[] start = [0, 0, 0, 7];
        byte[] counts = [3, 0x81, 0x05];

        var tidy = TextIndexLevels.Without(
            [.. start, 63, .. counts, .. Enumerable.Repeat(empty, 30).SelectMany(static two => two), .. merging, .. into,
            .. Enumerable.Repeat(empty, 31).SelectMany(static two => two)]);
        var shorter = TextIndexLevels.Without([.. start, 63, .. counts, .. Enumerable.Repeat(empty, 61).SelectMany(static two => two), .. merging, .. into]);

        byte[] expected = [.. start, 32, .. counts, .. Enumerable.Repeat(empty, 30).SelectMany(static two => two), .. merging, .. into];
        tidy.Should().Equal(expected);
        shorter.Should().Equal(expected);
    }

    private static string Insert(int no, string tokens) => string.Create(CultureInfo.InvariantCulture, $"""
        INSERT INTO text_index (rowid, words)
        VALUES ({no}, '{tokens}'); 
        """);

    private static int LevelsOf(Session session)
    {
        byte[] list = Read(session);
        return list[Header] < 0x80 ? list[Header] : ((list[Header] & 0x7F) << 7) | list[Header + 1];
    }

    private static byte[] Read(Session session)
    {
        using var list = session.Prepare(List);
        list.Step().Should().BeTrue();
        return list.Bytes(0).ToArray();
    }
}
