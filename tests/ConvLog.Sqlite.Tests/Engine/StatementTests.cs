using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Tests.Engine;

public sealed class StatementTests : IDisposable
{
    private readonly Session _session = Session.OpenInMemory();

    public StatementTests() => _session.Execute("CREATE TABLE kept (no INTEGER PRIMARY KEY, value UNIQUE)");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(1_000_000)]
    public void Texts_and_blobs_of_any_length_are_read_back(int length)
    {
        byte[] bytes = new byte[length];
        Array.Fill(bytes, (byte)'x');

        _session["INSERT INTO kept VALUES (1, ?1)"].Bind(1, bytes).Run();
        _session["INSERT INTO kept VALUES (2, ?1)"].BindBlob(1, bytes).Run();
        Array.Clear(bytes); // Bound values are copied.

        var row = _session["SELECT value, typeof(value) FROM kept ORDER BY no"];
        row.Step();
        (row.Text(0), row.Text(1)).Should().Be((new string('x', length), "text"));
        row.Step();
        (row.Text(0), row.Text(1)).Should().Be((new string('x', length), "blob"));
        row.Step().Should().BeFalse();
    }

    [Fact]
    public void Numbers_and_nulls_are_read_back()
    {
        _session["INSERT INTO kept VALUES (1, ?1)"].Bind(1, long.MinValue).Run();
        _session["INSERT INTO kept VALUES (2, ?1)"].BindNull(1).Run();
        _session["INSERT INTO kept VALUES (3, ?1)"].Bind(1, (string?)null).Run();

        _session.Number("SELECT value FROM kept WHERE no = 1").Should().Be(long.MinValue);
        _session.Number("SELECT count(*) FROM kept WHERE value IS NULL").Should().Be(2);
        _session["SELECT value FROM kept WHERE no = 2"].Scalar().Should().BeNull();
    }

    [Fact]
    public void Inserted_rows_are_counted_and_conflicting_ones_are_not()
    {
        var insert = _session["INSERT INTO kept VALUES (?1, ?1) ON CONFLICT DO NOTHING"];

        insert.Bind(1, 1).RunAndCount().Should().Be(1);
        insert.Bind(1, 1).RunAndCount().Should().Be(0);
        insert.Bind(1, 2).RunAndCount().Should().Be(1);
    }

    [Fact]
    public void A_statement_in_use_is_not_handed_out_again()
    {
        const string Find = "SELECT no FROM kept ORDER BY no";
        _session.Execute("INSERT INTO kept VALUES (1, 1), (2, 2)");
        var rows = _session[Find];
        rows.Step().Should().BeTrue();

        _session.Invoking(static session => session[Find]).Should().Throw<InvalidOperationException>().WithMessage($"*still being read*{Find}*");

        rows.Step().Should().BeTrue("the first reader goes on undisturbed");
        rows.Int64(0).Should().Be(2);
        rows.Step().Should().BeFalse();
        _session[Find].Scalar().Should().Be(1, "it was read to its end");
    }

    [Fact]
    public void A_statement_is_handed_out_again_after_its_rows_are_abandoned()
    {
        const string Find = "SELECT no FROM kept ORDER BY no";
        _session.Execute("INSERT INTO kept VALUES (1, 1), (2, 2)");
        _session["BEGIN"].Run();

        _session[Find].Step();
        _session.Commit();
        _session[Find].Step();
        _session.Rollback();
        var rows = _session[Find];
        rows.Step();
        rows.Reset();

        _session[Find].Scalar().Should().Be(1);
    }

    [Fact]
    public void A_failed_statement_can_be_run_again()
    {
        var insert = _session["INSERT INTO kept VALUES (?1, ?2)"];
        insert.Bind(1, 1).Bind(2, 1).Run();

        insert.Bind(1, 2).Invoking(statement => statement.Run()).Should().Throw<ConversationStoreException>().WithMessage("*UNIQUE*");
        insert.Bind(2, 2).RunAndCount().Should().Be(1);
    }

    [Fact]
    public void A_statement_whose_rows_are_not_needed_ends_its_read_transaction()
    {
        _session["INSERT INTO kept VALUES (1, 1)"].Run();
        _session["INSERT INTO kept VALUES (2, 2)"].Run();

        _session["SELECT no FROM kept"].Run();
        _session["SELECT no FROM kept ORDER BY no"].Scalar().Should().Be(1);

        _session.Invoking(static session => session.Execute("DROP TABLE kept")).Should().NotThrow("a statement that reads locks the table");
    }

    [Fact]
    public void Binding_an_unknown_parameter_is_an_error()
        => _session["SELECT no FROM kept"].Invoking(static statement => statement.Bind(1, 1)).Should().Throw<ConversationStoreException>();

    [Fact]
    public void Calls_on_a_disposed_statement_throw_ObjectDisposedException()
    {
        var statement = _session.Prepare("SELECT ?1, ?2, ?3, ?4");
        statement.Dispose();

        statement.Invoking(static gone => gone.Bind(1, 1)).Should().Throw<ObjectDisposedException>();
        statement.Invoking(static gone => gone.Bind(2, "text")).Should().Throw<ObjectDisposedException>();
        statement.Invoking(static gone => gone.BindBlob(3, [1])).Should().Throw<ObjectDisposedException>();
        statement.Invoking(static gone => gone.BindNull(4)).Should().Throw<ObjectDisposedException>();
        statement.Invoking(static gone => gone.Step()).Should().Throw<ObjectDisposedException>();
        statement.Invoking(static gone => gone.Reset()).Should().Throw<ObjectDisposedException>();
    }
}
