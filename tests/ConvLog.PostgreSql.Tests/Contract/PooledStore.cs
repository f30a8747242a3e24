using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>D09: the store behind pgbouncer in transaction mode, tested with the parts of the contract that use most kinds of statements.</summary>
[Needs(ServerNeeds.Pooler)]
public static class PooledStore
{
    [UsualRun(
        nameof(WritingContract.Writing_the_same_records_again_leaves_one_of_each),
        nameof(WritingContract.Batches_of_one_record_give_the_same_result_as_one_batch),
        nameof(WritingContract.One_batch_can_contain_many_conversations),
        nameof(WritingContract.The_highest_revision_of_an_opening_turn_and_function_event_is_kept),
        nameof(WritingContract.Concurrent_writers_and_readers_lose_no_records_and_see_whole_batches))]
    public sealed class Writing() : WritingContract(PostgreSqlUnderTest.OpenPooledAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ReadingContract.Unknown_conversations_are_not_found),
        nameof(ReadingContract.Records_that_arrived_before_the_opening_are_read_with_it),
        nameof(ReadingContract.Every_record_is_read_back_as_it_was_written),
        nameof(ReadingContract.A_healthy_store_reports_healthy))]
    public sealed class Reading() : ReadingContract(PostgreSqlUnderTest.OpenPooledAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ListContract.Paging_by_cursor_returns_the_same_list_as_by_offset),
        nameof(ListContract.The_total_is_the_same_on_every_page))]
    public sealed class Lists() : ListContract(PostgreSqlUnderTest.OpenPooledAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(SearchContract.Words_are_found_newest_first),
        nameof(SearchContract.Replaced_text_is_no_longer_found))]
    public sealed class Searching() : SearchContract(PostgreSqlUnderTest.OpenPooledAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class Erasing() : ErasureContract(PostgreSqlUnderTest.OpenPooledAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ExpiryContract.An_expired_conversation_is_in_no_result),
        nameof(ExpiryContract.A_preview_equals_the_run_and_changes_nothing),
        nameof(ExpiryContract.During_expiry_a_reader_sees_each_conversation_completely_or_not_at_all))]
    public sealed class Expiring() : ExpiryContract(PostgreSqlUnderTest.OpenPooledAsync);
}
