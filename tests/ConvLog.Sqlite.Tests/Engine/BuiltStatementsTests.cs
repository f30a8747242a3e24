using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>Statements whose text depends on a request.</summary>
public sealed class BuiltStatementsTests : IDisposable
{
    private readonly Session _session = Session.OpenInMemory();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_statement_is_prepared_once()
    {
        var first = _session.Built["SELECT 1"];
        _session.Execute("BEGIN");
        _session.Commit();

        _session.Built[$"SELECT {first.Scalar()}"].Should().BeSameAs(first);
    }

    [Fact]
    public void After_a_transaction_no_more_than_the_limit_are_kept()
    {
        _session.Execute("BEGIN");
        for (int i = 0; i <= BuiltStatements.Most; i++)
        {
            _session.Built[$"SELECT {i}"].Scalar().Should().Be(i);
        }

        _session.Built.Count.Should().BeGreaterThan(BuiltStatements.Most, "a statement may be used until the transaction ends");
        _session.Commit();

        _session.Built.Count.Should().BeLessThanOrEqualTo(BuiltStatements.Most);
        _session.Built["SELECT 1"].Scalar().Should().Be(1);
    }

    [Fact]
    public void A_transaction_is_committed_even_if_the_rows_of_a_statement_were_not_read()
    {
        _session.Execute("CREATE TABLE kept (no INTEGER PRIMARY KEY); INSERT INTO kept VALUES (1), (2); BEGIN");
        var rows = _session.Built["SELECT no FROM kept"];
        rows.Step().Should().BeTrue();

        _session.Commit();

        rows.HasRow.Should().BeFalse();
    }

    [Fact]
    public void Only_the_values_that_a_statement_has_parameters_for_are_bound()
        => _session.Built["SELECT ?2"].BindAll([1, 2L, "three"]).Scalar().Should().Be(2);
}
