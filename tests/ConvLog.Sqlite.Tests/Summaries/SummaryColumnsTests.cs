using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Summaries;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Tests.Summaries;

/// <summary>The columns of a conversation that change with its records.</summary>
public sealed class SummaryColumnsTests : IDisposable
{
    private readonly Session _session = Session.OpenInMemory();

    public SummaryColumnsTests() => _session.Execute($"""
        CREATE TABLE conversation (
            no INTEGER PRIMARY KEY, title, outcomes, title_in_pii, dims, user, variant, counted_entries, counted_facts, span, {CountedColumn.Names});
        INSERT INTO conversation (no) VALUES (1)
        """);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_counted_column_is_written_when_it_changes()
    {
        var columns = SummaryColumns.Read(_session, 1)!;
        foreach (var column in CountedColumn.All)
        {
            column.Set?.Invoke(columns, 7);
        }

        columns.Write(_session, 1);

        foreach (var column in CountedColumn.All)
        {
            _session.Number($"SELECT {column.Name} FROM conversation").Should().NotBeNull().And.Be(column.Value(columns), column.Name);
        }
    }

    [Fact]
    public void Stored_numbers_are_read_into_the_same_columns()
    {
        for (int i = 0; i < CountedColumn.All.Count; i++)
        {
            _session.Execute(FormattableString.Invariant($"UPDATE conversation SET {CountedColumn.All[i].Name} = {100 + i}"));
        }

        var columns = SummaryColumns.Read(_session, 1)!;

        CountedColumn.All.Select((column, i) => column.Set is null || column.Value(columns) == 100 + i).Should().OnlyContain(static isSame => isSame);
    }
}
