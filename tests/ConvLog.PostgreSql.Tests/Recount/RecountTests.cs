using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Tests.Recount;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.PostgreSql.Tests.Recount;

public sealed class RecountTests(RecountTests.Played played) : RecountTest(played), IClassFixture<RecountTests.Played>
{
    public sealed class Played : PlayedHost
    {
        private readonly ReusedSchemas _schemas = ReusedSchemas.On(PostgresServer.ConnectionString);
        private TestSchema? _schema; // Taken before the host is started.

        public override async ValueTask CountDaysAsync() => await ((PostgreSqlConversationStore)Host.Store).CountDaysAsync();

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await _schemas.GiveBackAsync(_schema!);
        }

        protected override void UseStore(ConvLogOptions options)
        {
            _schema ??= _schemas.Take();
            options.UseStore(_ => new PostgreSqlConversationStore(PostgresServer.ConnectionString, _schema.Options()));
        }
    }
}
