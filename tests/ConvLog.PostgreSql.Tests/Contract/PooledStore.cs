using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>D09: the store behind pgbouncer in transaction mode, held to the parts of the contract that use most kinds of statements.</summary>
[Needs(ServerNeeds.Pooler)]
public static class PooledStore
{
    public sealed class Writing() : WritingContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Reading() : ReadingContract(PostgreSqlUnderTest.OpenPooledAsync);

    [UsualRun(
        nameof(ListContract.Walked_by_positions_a_list_is_the_same_as_by_offset),
        nameof(ListContract.The_total_is_the_same_from_wherever_it_is_asked))]
    public sealed class Lists() : ListContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Searching() : SearchContract(PostgreSqlUnderTest.OpenPooledAsync);

    public sealed class Erasing() : ErasureContract(PostgreSqlUnderTest.OpenPooledAsync);

    [UsualRun(
        nameof(ExpiryContract.An_expired_conversation_is_gone_from_every_answer),
        nameof(ExpiryContract.A_preview_says_what_a_run_does_and_changes_nothing),
        nameof(ExpiryContract.Who_reads_while_conversations_expire_sees_each_whole_or_not_at_all))]
    public sealed class Expiring() : ExpiryContract(PostgreSqlUnderTest.OpenPooledAsync);
}
