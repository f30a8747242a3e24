using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Relational;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>Statements in the form that both databases understand.</summary>
public sealed class SessionRelationalTests : IDisposable
{
    private readonly Session _session = Session.OpenInMemory();

    public SessionRelationalTests() => _session.Execute("CREATE TABLE kept (no INTEGER PRIMARY KEY, value, type AS (typeof(value)))");

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Values_of_all_types_are_bound_by_the_numbers_of_their_parameters()
    {
        object?[] values = [null, "text", 1, 2L, new Guid("00112233-4455-6677-8899-aabbccddeeff"), new byte[] { 7 }, Array.Empty<byte>()];
        for (int i = 0; i < values.Length; i++)
        {
            _session.Run(new("INSERT INTO #.kept (value, no) VALUES ($2, $1)", i, values[i])).Should().Be(1);
        }

        _session.List(new SqlQuery<string>("SELECT type FROM #.kept WHERE no >= $1 ORDER BY no", [0], static row => row.Text(0)))
            .Should().Equal("null", "text", "integer", "integer", "blob", "blob", "blob");
        _session.Number(new SqlStatement("SELECT no FROM #.kept WHERE value = $1", values[4])).Should().Be(4);
        _session.Number(new SqlStatement("SELECT no FROM #.kept WHERE value = $1", "none")).Should().BeNull();
    }

    [Fact]
    public void A_value_of_another_type_is_refused()
        => FluentActions.Invoking(() => _session.Run(new("INSERT INTO #.kept (value) VALUES ($1)", 1.5m))).Should().Throw<ArgumentException>();

    [Fact]
    public void A_transaction_that_waits_for_something_else_is_refused()
    {
        var waits = new ValueTask<int>(new TaskCompletionSource<int>().Task);

        FluentActions.Invoking(() => Session.Completed(waits)).Should().Throw<InvalidOperationException>();
    }
}
