using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>A store in its own schema.</summary>
internal sealed class PostgreSqlUnderTest : IStoreUnderTest
{
    private readonly TestSchema _schema;
    private readonly ReusedSchemas _schemas;
    private readonly PostgreSqlConversationStore _store;

    private PostgreSqlUnderTest(string connectionString, ReusedSchemas schemas, Action<PostgreSqlStoreOptions> configure)
    {
        (_schemas, _schema) = (schemas, schemas.Take());
        var options = _schema.Options();
        configure(options);
        _store = new PostgreSqlConversationStore(connectionString, options);
    }

    public IConversationStore Store => _store;

    public bool IsFleeting => true;

    /// <summary>On the server shared by the tests.</summary>
    public static ValueTask<IStoreUnderTest> OpenAsync() => OpenAsync(PrivacyClass.Visible);

    /// <summary>On the server shared by the tests, with personal or visible utterances.</summary>
    public static ValueTask<IStoreUnderTest> OpenAsync(PrivacyClass utterances)
        => new(Open(PostgresServer.ConnectionString, PostgresServer.ConnectionString,
            options => options.Privacy = new PrivacyOptions { Utterances = utterances }));

    /// <summary>On the server shared by the tests, with or without handover between agents of one account.</summary>
    public static ValueTask<IStoreUnderTest> OpenTenantsAsync(bool allowsHandover)
        => new(Open(PostgresServer.ConnectionString, PostgresServer.ConnectionString, options => options.AllowAgentHandover = allowsHandover));

    /// <summary>Through a pooler that gives each transaction another connection.</summary>
    public static ValueTask<IStoreUnderTest> OpenPooledAsync() => OpenPooledAsync(PrivacyClass.Visible);

    /// <summary>Through a pooler, with personal or visible utterances.</summary>
    public static async ValueTask<IStoreUnderTest> OpenPooledAsync(PrivacyClass utterances)
    {
        var (server, pooler) = await Pooler.SharedAsync();
        return Open(
            pooler.ConnectionString,
            server.ConnectionString,
            options =>
            {
                options.KeysConnectionString = pooler.KeysConnectionString;
                options.Privacy = new PrivacyOptions { Utterances = utterances };
            });
    }

    /// <summary>On its own server, whose work is counted.</summary>
    public static ValueTask<(IStoreUnderTest Store, IWorkMeter Meter)> OpenMeteredAsync()
    {
        var server = PostgresCluster.Start($"{PostgresCluster.Fleeting} {RowMeter.Settings}");

        // The check of the text index would be counted with concurrent reads.
        return new((Open(server.ConnectionString, server.ConnectionString, static options => options.TimeProvider = new StoppedClock()), new RowMeter(server)));
    }

    public async ValueTask CatchUpAsync() => await _store.BringUpToDateAsync();

    public async ValueTask CountDaysAsync() => await _store.CountDaysAsync();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _schemas.GiveBackAsync(_schema);
    }

    private static PostgreSqlUnderTest Open(string connectionString, string server, Action<PostgreSqlStoreOptions> configure)
        => new(connectionString, ReusedSchemas.On(server), configure);
}
