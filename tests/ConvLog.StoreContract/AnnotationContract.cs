using ConvLog.Privacy;
using ConvLog.StoreContract.NonInterference;

namespace ConvLog.StoreContract;

/// <summary>A removed improved answer is deleted, and late copies do not restore it.</summary>
/// <param name="open">Opens an empty store.</param>
/// <param name="everyNth">Runs every n-th of the queries that a reader can make; 1 for all.</param>
public abstract class AnnotationContract(Func<ValueTask<IStoreUnderTest>> open, int everyNth = 1) : StoreTest(open)
{
    [Fact]
    public async Task A_removed_annotation_is_neither_shown_nor_counted()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Annotation(1, "better", minute: 1));
        await WriteAsync(Removed(minute: 2));

        await ShouldBeGoneAsync();
    }

    [Fact]
    public async Task A_late_older_copy_does_not_restore_a_removed_annotation()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Annotation(1, "better", minute: 1), Removed(minute: 2));

        await WriteAsync(Some.Annotation(1, "better", minute: 1));
        await ShouldBeGoneAsync();
        await WriteAsync(Some.Annotation(1, "of the same moment", minute: 2));
        await ShouldBeGoneAsync();
    }

    [Fact]
    public async Task An_annotation_removed_before_it_arrives_never_takes_effect()
    {
        await WriteAsync(Removed(minute: 2));
        await WriteAsync(Some.Annotation(1, "better", minute: 1), Some.Opening(), Some.Turn(1));

        await ShouldBeGoneAsync();
    }

    [Fact]
    public async Task An_older_removal_has_no_effect()
    {
        await WriteAsync(Some.Opening(), Some.Annotation(1, "better", minute: 2), Removed(minute: 1), Removed(minute: 2));

        (await ReadAsync()).Annotations.Should().Equal(Some.Annotation(1, "better", minute: 2));
    }

    [Fact]
    public async Task A_later_annotation_replaces_a_removed_one()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Annotation(1, "old", minute: 1), Removed(minute: 2));
        var revived = Some.Annotation(1, "new", minute: 3) with { Author = "ana" };

        await WriteAsync(revived);

        (await ReadAsync()).Annotations.Should().Equal(revived);
        (await ReadSummaryAsync()).IsAnnotated.Should().BeTrue();
        (await ListAsync(new ConversationQuery { IsAnnotated = true })).Should().Equal(Some.Conversation);
        (await ListAsync(new ConversationQuery { IsAnnotated = false })).Should().BeEmpty();
    }

    [Fact]
    public async Task Other_annotations_of_the_conversation_are_kept()
    {
        await WriteAsync(Some.Opening(), Some.Annotation(1, minute: 1), Some.Annotation(2, minute: 1), Removed(minute: 2));

        (await ReadAsync()).Annotations.Should().Equal(Some.Annotation(2, minute: 1));
        (await ReadSummaryAsync()).IsAnnotated.Should().BeTrue();
    }

    [Fact]
    public async Task A_removed_annotation_does_not_protect_its_conversation_from_expiry()
    {
        await WriteAsync(
            Some.Opening("kept"), Some.Annotation(1, conversation: "kept"),
            Some.Opening("goes"), Some.Annotation(1, minute: 1, conversation: "goes"), Removed(minute: 2, "goes"));

        await RunAsync(new RetentionCut { At = Some.At(1_000), ConversationsBefore = Some.At(900), KeepAnnotated = true });

        (await ListAsync(new ConversationQuery())).Should().Equal("kept");
    }

    [Fact]
    public async Task A_removed_annotation_remains_removed_when_personal_data_expires()
    {
        await WriteAsync(Some.Opening(), Some.Turn(1), Some.Annotation(1, "better", minute: 1), Removed(minute: 2));

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(900) });
        await ShouldBeGoneAsync();
        await WriteAsync(Some.Annotation(1, "better", minute: 1));
        await ShouldBeGoneAsync();

        await WriteAsync(Some.Annotation(1, "new", minute: 3));
        (await ReadAsync()).Annotations.Should().Equal(Some.Annotation(1, "new", minute: 3));
    }

    [Fact]
    public async Task A_removed_annotation_is_counted_in_the_erasure()
    {
        await WriteAsync(Some.Opening(), Some.Annotation(1, minute: 1), Some.Annotation(2, minute: 1), Removed(minute: 2));

        (await EraseAsync()).Records.TeamRecords.Should().Be(2);
    }

    [CapabilityFact(typeof(IFacetStore))]
    public async Task Readers_without_permission_cannot_see_whether_a_removed_annotation_had_a_text()
    {
        await using var other = await OpenAnotherAsync();
        await WriteAsync(Some.Opening(), Some.Turn(1), Removed(minute: 2) with { ImprovedAnswer = "still said" });
        await other.Store.WriteAsync([Some.Opening(), Some.Turn(1), Removed(minute: 2)]);

        var seen = await ReaderAnswers.OfAsync(Store, PrivacyClass.Visible, questions: 1, everyNth);
        seen.Should().Equal(await ReaderAnswers.OfAsync(other.Store, PrivacyClass.Visible, questions: 1, everyNth));
        await ShouldBeGoneAsync();
    }

    private static AnnotationRecord Removed(double minute, string conversation = Some.Conversation)
        => Some.Annotation(1, "", minute, conversation) with { IsRemoved = true };

    private async Task ShouldBeGoneAsync()
    {
        (await ReadAsync()).Annotations.Should().BeEmpty();
        (await ReadSummaryAsync()).IsAnnotated.Should().BeFalse();
        (await ListAsync(new ConversationQuery { IsAnnotated = true })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { IsAnnotated = false })).Should().Equal(Some.Conversation);
    }
}
