using ConvLog.PostgreSql.Tests.Support;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>
/// The store over two servers joined by hash partitions over postgres_fdw, held to the contract: as on one server. The usual run takes what several servers can
/// change: where rows lie, what one transaction holds on all of them, what is joined and sorted over them. Conditions and values are in the statements of one
/// server.
/// </summary>
[Needs(ServerNeeds.Installed)]
public static class ShardedStore
{
    private static readonly int s_everyNth = LongCampaign.IsOn ? 1 : 10;

    // A condition is part of the statement of one server: what the servers do with it depends on what it joins.
    private static readonly int s_everyNthFilter = LongCampaign.IsOn ? 1 : 20;

    [UsualRun(
        nameof(WritingContract.Writing_the_same_records_again_leaves_one_of_each),
        nameof(WritingContract.An_entry_that_comes_again_as_personal_or_no_longer_so_stays_what_it_was),
        nameof(WritingContract.What_is_logged_has_one_order_whether_personal_or_not),
        nameof(WritingContract.A_fact_that_comes_again_from_another_opening_and_place_changes_nothing_and_leaves_that_opening_to_be_written_to),
        nameof(WritingContract.A_record_twice_in_its_first_batch_is_one),
        nameof(WritingContract.A_batch_of_one_record_each_says_the_same_as_one_batch_of_all),
        nameof(WritingContract.One_batch_may_hold_many_conversations),
        nameof(WritingContract.An_empty_batch_changes_nothing),
        nameof(WritingContract.Of_an_entry_the_first_one_written_stays_and_is_counted),
        nameof(WritingContract.Of_equal_revisions_the_first_stays),
        nameof(WritingContract.Writers_and_readers_at_once_lose_nothing_and_see_whole_batches))]
    [RunsInCi(
        nameof(WritingContract.An_entry_that_comes_again_as_personal_or_no_longer_so_stays_what_it_was),
        nameof(WritingContract.A_fact_that_comes_again_from_another_opening_and_place_changes_nothing_and_leaves_that_opening_to_be_written_to),
        nameof(WritingContract.A_record_twice_in_its_first_batch_is_one),
        nameof(WritingContract.A_batch_of_one_record_each_says_the_same_as_one_batch_of_all),
        nameof(WritingContract.An_empty_batch_changes_nothing),
        nameof(WritingContract.Of_an_entry_the_first_one_written_stays_and_is_counted),
        nameof(WritingContract.Of_equal_revisions_the_first_stays))]
    public sealed class Writing() : WritingContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ReadingContract.What_nobody_wrote_is_not_there),
        nameof(ReadingContract.A_conversation_without_an_opening_is_in_nothing_that_is_read),
        nameof(ReadingContract.What_came_before_the_opening_is_there_with_it),
        nameof(ReadingContract.Everything_comes_back_as_it_was_written),
        nameof(ReadingContract.Order_is_by_the_epoch_of_the_writer_then_by_sequence_whatever_came_first),
        nameof(ReadingContract.Health_is_well_where_all_is_well))]
    public sealed class Reading() : ReadingContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ValueContract.Values_of_every_type_come_back_as_the_JSON_they_are),
        nameof(ValueContract.Large_texts_and_many_fields_come_back))]
    public sealed class Values() : ValueContract(PostgreSqlUnderTest.OpenShardedAsync, LongCampaign.IsOn ? 5 : 40);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(SummaryContract.Entries_are_counted_with_personal_ones_and_without),
        nameof(SummaryContract.A_later_opening_adds_what_it_knows_and_takes_nothing_away),
        nameof(SummaryContract.A_user_has_one_pseudonym_in_all_conversations_and_it_says_nothing_of_them))]
    public sealed class Summaries() : SummaryContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(TeamContract.The_latest_rating_of_a_turn_stands_whichever_arrived_first),
        nameof(TeamContract.A_conversation_is_unread_until_somebody_has_read_it))]
    public sealed class Team() : TeamContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ConversationTeamContract.Notes_are_kept_and_who_read_first_stays),
        nameof(ConversationTeamContract.Two_hosts_at_once_lose_no_note_and_leave_one_rating))]
    public sealed class TeamService() : ConversationTeamContract(PostgreSqlUnderTest.OpenShardedAsync, rounds: LongCampaign.IsOn ? 20 : 6);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(LogPageContract.Walked_to_the_end_it_is_the_whole_once))]
    public sealed class LogPages() : LogPageContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ListContract.Walked_by_positions_a_list_is_the_same_as_by_offset),
        nameof(ListContract.The_total_is_the_same_from_wherever_it_is_asked),
        nameof(ListContract.Conversations_in_which_nothing_happened_are_in_every_list))]
    public sealed class Lists() : ListContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNth);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(FilterContract.A_filter_lets_through_what_it_says),
        nameof(FilterContract.Agents_are_those_of_the_lists_each_once_in_order))]
    public sealed class Filters() : FilterContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNthFilter);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class Facets() : FacetContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class FirstProblems() : FirstProblemContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(nameof(CallFilterContract.Filters_of_a_call_hold_for_one_call))]
    public sealed class CallFilters() : CallFilterContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNthFilter);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(NeighbourContract.Neighbours_lead_through_the_whole_list_in_its_order_and_back))]
    public sealed class Neighbours() : NeighbourContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNth);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ScopeContract.A_scope_holds_for_every_question),
        nameof(ScopeContract.A_conversation_that_comes_to_an_account_is_that_ones_with_all_it_holds))]
    public sealed class Scopes() : ScopeContract(PostgreSqlUnderTest.OpenShardedAsync, s_everyNth);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(TenantContract.Of_a_refused_opening_nothing_is_stored_by_any_later_write),
        nameof(TenantContract.A_refused_opening_in_the_middle_of_a_batch_does_not_hurt_its_neighbours),
        nameof(TenantContract.What_no_opening_has_said_yet_is_added_by_one_that_names_all_that_is_known),
        nameof(TenantContract.After_a_conversation_has_expired_its_id_is_free))]
    public sealed class Tenants() : TenantContract(PostgreSqlUnderTest.OpenShardedTenantsAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(UserContract.Users_come_by_their_latest_conversation_with_what_they_had),
        nameof(UserContract.It_is_walked_page_by_page_and_users_of_one_moment_are_in_order_of_their_pseudonyms))]
    public sealed class Users() : UserContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(AnnotationContract.A_removed_annotation_is_shown_nowhere_and_counts_nowhere),
        nameof(AnnotationContract.It_is_among_what_is_erased))]
    public sealed class Annotations() : AnnotationContract(PostgreSqlUnderTest.OpenShardedAsync, LongCampaign.IsOn ? 1 : 10);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(SearchContract.Words_are_found_newest_first),
        nameof(SearchContract.A_search_stops_at_its_limit_and_says_so),
        nameof(SearchContract.What_was_replaced_is_not_found_any_more))]
    public sealed class Searching() : SearchContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(StatisticsContract.Everything_is_counted_once),
        nameof(StatisticsContract.What_changes_is_counted_as_it_stands))]
    public sealed class Counting() : StatisticsContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ErrorMessageContract.Errors_are_counted_by_their_message_the_most_frequent_first))]
    public sealed class CountingErrors() : ErrorMessageContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class Erasing() : ErasureContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(UserErasureContract.All_that_named_the_user_up_to_then_goes_and_nothing_else),
        nameof(UserErasureContract.What_was_opened_until_then_and_arrives_later_is_passed_over),
        nameof(UserErasureContract.The_last_conversation_of_a_user_takes_the_pseudonym_with_it))]
    public sealed class ErasingUsers() : UserErasureContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(SharedConversationContract.It_is_found_by_the_id_and_the_pseudonym_of_each_user),
        nameof(SharedConversationContract.The_list_of_users_counts_it_for_each_of_them))]
    public sealed class SharingConversations() : SharedConversationContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(ExpiryContract.An_expired_conversation_is_gone_from_every_answer),
        nameof(ExpiryContract.An_expired_id_begins_anew),
        nameof(ExpiryContract.A_conversation_of_which_no_opening_was_written_goes_and_is_counted_nowhere),
        nameof(ExpiryContract.A_hold_placed_before_or_between_batches_wins),
        nameof(ExpiryContract.What_becomes_active_between_batches_stays),
        nameof(ExpiryContract.A_preview_says_what_a_run_does_and_changes_nothing),
        nameof(ExpiryContract.Who_reads_while_conversations_expire_sees_each_whole_or_not_at_all))]
    public sealed class Expiring() : ExpiryContract(PostgreSqlUnderTest.OpenShardedAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    [UsualRun(
        nameof(PurgeContract.Nothing_personal_is_in_any_answer_of_the_store),
        nameof(PurgeContract.What_was_purged_expires_as_a_whole_and_is_erased_by_its_id_alone),
        nameof(PurgeContract.A_late_copy_of_what_was_purged_brings_nothing_of_it_back))]
    public sealed class Purging() : PurgeContract(PostgreSqlUnderTest.OpenShardedAsync);
}
