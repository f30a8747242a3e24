using System.Text;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Privacy;

/// <summary>A conversation without its personal data, as readers see it.</summary>
public sealed class PrivacyGatePurgedTests
{
    private static readonly PrivacyGate s_gate = new(new PrivacyOptions(), new ManualClock(Some.At(60)), TimeSpan.FromMinutes(30), TimeSpan.FromDays(7));

    private readonly InMemoryConversationStore _store = new();

    [Fact]
    public async Task A_reader_without_the_permission_sees_the_same_as_before_and_the_purge_time()
    {
        var reader = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(60)) });
        await WriteAsync();
        var before = (await reader.GetAsync(StoredSession.Other, "c"))!;
        await PurgeAsync();
        var after = (await reader.GetAsync(StoredSession.Other, "c"))!;

        after.Summary.PiiPurgedAt.Should().Be(Some.At(55));
        before.Summary.PiiPurgedAt.Should().BeNull();
        ViewText.Of(after with { Summary = after.Summary with { PiiPurgedAt = null } }).Should().Be(ViewText.Of(before));
    }

    [Fact]
    public async Task After_purging_a_permitted_reader_sees_the_same_as_others()
    {
        var reader = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(60)) });
        await WriteAsync();
        await PurgeAsync();

        var permitted = (await reader.GetAsync(StoredSession.Permitted, "c"))!;
        var other = (await reader.GetAsync(StoredSession.Other, "c"))!;
        ConversationJson.ToUtf8(permitted).Should().Equal(ConversationJson.ToUtf8(other));
        ViewText.Of(permitted.Summary).Should().Be(ViewText.Of(other.Summary));
        (await reader.ListAsync(StoredSession.Permitted, new ConversationQuery())).Conversations.Should().ContainSingle()
            .Which.Should().Match<ConversationSummaryView>(static c => c.PiiPurgedAt == Some.At(55) && c.EntryCount == 1
            && c.User!.Value.Text.StartsWith("user-") && c.FromNumber!.Value.Text == "REDACTED");
    }

    [Theory]
    [InlineData("user-1", true)]
    [InlineData(null, false)]
    public void After_the_user_ID_is_purged_everyone_sees_the_pseudonym(string? pseudonym, bool isTold)
    {
        var stored = Summary() with { UserPseudonym = pseudonym };

        foreach (var reader in new[] { StoredSession.Permitted, StoredSession.Other })
        {
            s_gate.View(stored, reader).User.Should().Be(isTold ? new VisibleText(pseudonym!, isPii: true) : null);
            s_gate.View(stored with { Conversation = stored.Conversation with { UserId = "" } }, reader).User.Should()
                .Be(isTold ? new VisibleText(pseudonym!, isPii: true) : null);
        }
    }

    [Fact]
    public void A_conversation_pending_erasure_shows_no_personal_data_to_anyone()
    {
        var stored = Summary() with { IsErasurePending = true, UserPseudonym = "user-1", Title = new MaskedText("I am Jane", "I am ***") };
        stored = stored with { Conversation = stored.Conversation with { UserId = "jane", FromNumber = "+49151" } };
        var whole = new StoredConversation { Summary = stored,
            Logged = [Some.Entry(1, "hidden", isPii: true), Some.Entry(2) with { Fields = Some.Fields(LogField.Pii("phone", "+49151")) }] };

        var (permitted, other) = (s_gate.View(whole, StoredSession.Permitted), s_gate.View(whole, StoredSession.Other));
        (permitted.Summary.IsErasurePending, other.Summary.IsErasurePending).Should().Be((true, false), "that there is a hold is told to the permitted");
        s_gate.View(stored, StoredSession.Permitted).Should().BeEquivalentTo(permitted.Summary);
        string shown = ViewText.Of(other with { Summary = other.Summary with { IsErasurePending = true } });
        ViewText.Of(permitted).Should().Be(shown).And.NotContain("Jane").And.NotContain("+49151").And.NotContain("hidden");
    }

    [Fact]
    public async Task JSON_has_the_time_of_purging_only_for_purged_conversations()
    {
        var reader = new ConversationReader(_store, new ConversationReaderOptions { TimeProvider = new ManualClock(Some.At(60)) });
        await WriteAsync();
        ConversationJson.ToUtf8((await reader.GetAsync(StoredSession.Other, "c"))!).AsSpan().IndexOf("pii_purged_at"u8).Should().Be(-1);
        await PurgeAsync();
        byte[] json = ConversationJson.ToUtf8((await reader.GetAsync(StoredSession.Other, "c"))!);

        Encoding.UTF8.GetString(json).Should().Contain("""
            "pii_purged_at":"2025-01-01T10:55:00.000000+00:00"
            """);
        ConversationJson.ReadConversation(json).Summary.PiiPurgedAt.Should().Be(Some.At(55));
        ConversationJson.ToUtf8(ConversationJson.ReadConversation(json)).AsSpan().IndexOf("pii_purged_at"u8).Should().BePositive();
    }

    private static StoredSummary Summary() => new()
    {
        Conversation = Some.Opening("c"),
        StartedAt = Some.At(0),
        Visible = new ActivityCounts { Entries = 1, Warnings = 0, Errors = 0, LastActivityAt = Some.At(0) },
        All = new ActivityCounts { Entries = 2, Warnings = 0, Errors = 0, LastActivityAt = Some.At(1) },
    };

    private async Task WriteAsync() => await _store.WriteAsync([
        Some.Opening("c") with { UserId = "jane", FromNumber = "+49151", Attributes = Some.Fields(LogField.Of("vip", true)) },
        Some.Turn(1, "c") with { UserInput = new MaskedText("I am Jane", "I am ***"), Error = "no Jane" },
        Some.Call(1, "c", turn: 1) with { Arguments = Some.Fields(LogField.Of("name", "Jane")) },
        Some.Entry(1, "shown", "c") with { Fields = Some.Fields(LogField.Pii("phone", "+49151", "+49***")) },
        Some.Entry(2, "hidden", "c", isPii: true),
        Some.ApiResponse(after: 2, conversation: "c"), Some.StateChange(after: 2, conversation: "c"), Some.Metric(after: 2, conversation: "c"),
        Some.Note(conversation: "c"), Some.Annotation(1, conversation: "c"), Some.Feedback(1, FeedbackRating.Like, conversation: "c"),
    ]);

    private async Task PurgeAsync()
        => (await _store.ApplyRetentionAsync(new RetentionCut { At = Some.At(55), PersonalDataBefore = Some.At(50) }, 10)).PersonalData.Should().Be(1);
}
