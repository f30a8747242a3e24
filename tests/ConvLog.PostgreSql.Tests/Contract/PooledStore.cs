using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>D09: the store behind pgbouncer in transaction mode, held to the parts of the contract that use most kinds of statements.</summary>
[Needs(ServerNeeds.Pooler)]
public static class PooledStore
{
    public sealed class Writing() : WritingContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Reading() : ReadingContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Lists() : ListContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Searching() : SearchContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Erasing() : ErasureContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Expiring() : ExpiryContract(PostgreSqlUnderTest.OpenPooledAsync);
}
