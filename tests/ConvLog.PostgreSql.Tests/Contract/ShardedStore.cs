using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>The store over two servers joined by hash partitions over postgres_fdw, held to the contract: as on one server.</summary>
[Needs(ServerNeeds.Installed)]
public static class ShardedStore
{
    private static readonly int s_everyNth = LongCampaign.IsOn ? 1 : 4;

    public sealed class Writing() : WritingContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Reading() : ReadingContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Values() : ValueContract(PostgreSqlUnderTest.OpenShardedAsync, LongCampaign.IsOn ? 5 : 20);

    public sealed class Summaries() : SummaryContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Team() : TeamContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class TeamService() : ConversationTeamContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class LogPages() : LogPageContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Lists() : ListContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNth);

    public sealed class Filters() : FilterContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Neighbours() : NeighbourContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNth);

    public sealed class Scopes() : ScopeContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNth);

    public sealed class Tenants() : TenantContract(PostgreSqlUnderTest.OpenShardedTenantsAsync);

    public sealed class Users() : UserContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Annotations() : AnnotationContract(PostgreSqlUnderTest.OpenShardedAsync, LongCampaign.IsOn ? 1 : 10);

    public sealed class Searching() : SearchContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Counting() : StatisticsContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class CountingErrors() : ErrorMessageContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Erasing() : ErasureContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class ErasingUsers() : UserErasureContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Expiring() : ExpiryContract(PostgreSqlUnderTest.OpenShardedAsync);

    public sealed class Purging() : PurgeContract(PostgreSqlUnderTest.OpenShardedAsync);
}
