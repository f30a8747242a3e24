using System.Globalization;
using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Schema;

/// <summary>The number of tables and indexes per partition: statements are planned for all of them and lock them.</summary>
public sealed class PartitionScriptTests : IAsyncLifetime
{
    // TOAST tables are read with their own.
    private const string Count = "SELECT count(*) FROM pg_class JOIN pg_namespace AS n ON n.oid = relnamespace WHERE nspname IN ('#', '#_keys')";

    // The first of ten years rarely starts on its first day, and two are created ahead.
    private const int OfTenYears = 10 + 1 + 2;

    private readonly TestSchema _schema = TestSchema.New();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _schema.DropAsync(PostgresServer.OfTables);

    [Fact]
    public async Task Ten_years_of_default_partitions_need_fewer_than_a_thousand_relations_as_documented()
    {
        await using var store = new PostgreSqlConversationStore(PostgresServer.OfTables, _schema.Options());
        await store.WriteAsync([Some.Opening()]);
        long one = await NumberAsync();
        await store.WriteAsync([Some.Opening("later", minute: 60 * 24 * 30)]);

        long each = await NumberAsync() - one;

        new PostgreSqlStoreOptions().PartitionDays.Should().Be(366);
        (one + ((OfTenYears - 1) * each)).Should().BeLessThan(1_000);
        (await File.ReadAllTextAsync(Checkout.PathOf("docs", "postgresql.md"))).Should()
            .Contain(string.Create(CultureInfo.InvariantCulture, $"Every partition has {each} tables and indexes"));
    }

    private async Task<long> NumberAsync()
        => (long)(await PostgresServer.RunAsync(PostgresServer.OfTables, Count.Replace("#", _schema.Name, StringComparison.Ordinal)))!;
}
