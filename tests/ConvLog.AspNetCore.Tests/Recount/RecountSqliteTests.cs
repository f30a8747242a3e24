using ConvLog.Sqlite;
using ConvLog.Tests.Recount;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Recount;

public sealed class RecountSqliteTests(RecountSqliteTests.Played played) : RecountTest(played), IClassFixture<RecountSqliteTests.Played>
{
    public sealed class Played : PlayedHost
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("convlog-recount-");

        public override async ValueTask CountDaysAsync() => await ((SqliteConversationStore)Host.Store).CountDaysAsync();

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            _folder.Delete(recursive: true);
        }

        protected override int InCi => 2_000;

        protected override void UseStore(ConvLogOptions options)
            => options.UseSqlite(Path.Combine(_folder.FullName, "conversations.db"), static store => store.TimeProvider = TimeProvider.System);
    }
}
