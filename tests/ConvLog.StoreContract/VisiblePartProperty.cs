using System.Text;
using ConvLog.Privacy;
using ConvLog.Serialization;
using ConvLog.Storage.Privacy;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract;

/// <summary>A conversation without its personal data is what a reader without the permission saw before.</summary>
public abstract class VisiblePartProperty
{
    private static readonly Reader s_permitted = new("permitted", canReadPii: true);
    private static readonly Reader s_other = new("other", canReadPii: false);

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void A_reader_without_permission_sees_no_difference_in_the_visible_part(PrivacyClass utterances)
        => Hold(utterances, (before, after) => Seen(after, utterances, s_other).Should().Be(Seen(before, utterances, s_other)));

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void With_permission_a_reader_of_the_visible_part_sees_what_others_see(PrivacyClass utterances)
        => Hold(utterances, (_, after) => JsonOf(after, utterances, s_permitted).Should().Be(JsonOf(after, utterances, s_other)));

    [Theory]
    [InlineData(PrivacyClass.Visible)]
    [InlineData(PrivacyClass.Personal)]
    public void The_visible_part_of_a_visible_part_is_identical(PrivacyClass utterances)
        => Hold(utterances, (_, after) => AnswerText.Of(Of(after, utterances)).Should().Be(AnswerText.Of(after)));

    [Fact]
    public void The_visible_part_contains_no_personal_data()
    {
        var full = Full.Conversation();
        var none = new ActivityCounts { Entries = 0, Warnings = 0, Errors = 0, LastActivityAt = default };
        var part = AnswerText.Of(Of(full with { Summary = full.Summary with { Visible = none, All = none } }, PrivacyClass.Personal));

        part.Should().NotContainAny("+15550100", "4711", "text of user", "text of from", "text of to\"", "text of input", "text of response",
            "text of error\"", "text of result", "text of hidden", "text of body")
            .And.NotContainAny("text of comment", "text of answer", "text of note", "text of payload", "text of personal", "\"value\"");
        part.Should().ContainAll("text of shown result", "+1…", "user-1", "REDACTED");
    }

    [Fact]
    public void A_field_keeps_its_own_mask_and_its_key()
    {
        var stripped = LogField.Pii("phone", 5550100, shown: "5…").Stripped();

        stripped.Key.Should().Be("phone");
        stripped.Value.Should().Be("5…");
        stripped.Shown.Should().Be("5…");
        stripped.IsPii.Should().BeTrue();
        LogField.Pii("phone", 5550100).Stripped().Value.Should().Be("[redacted]");
        LogField.Of("attempt", 2).Stripped().Value.Should().Be(2);
    }

    [Fact]
    public async Task The_value_of_a_removed_personal_variable_is_masked()
    {
        var store = new InMemoryConversationStore();
        await store.WriteAsync([
            Some.Opening(),
            Some.StateChange("a was") with { Variable = ("a", 1) },
            Some.StateChange("b was") with { Variable = ("b", 1) },
            Some.StateChange("a") with { Kind = StateChangeKind.Removed, Variable = LogField.Pii("a", "jane") },
            Some.StateChange("b") with { Kind = StateChangeKind.Removed, Variable = ("b", null) },
        ]);

        var changes = View((await store.ReadAsync(Some.Conversation))!, PrivacyClass.Visible, s_other).StateChanges;

        changes.Where(static change => change.Kind == StateChangeKind.Removed).Select(static change => change.Variable.Value).Should()
            .Equal(new object?[] { "[redacted]", null });
    }

    private static void Hold(PrivacyClass utterances, Action<StoredConversation, StoredConversation> compare) => Cases.HoldForRecords(200, async numbers =>
    {
        var store = new InMemoryConversationStore();
        await store.WriteAdmittedAsync([.. numbers.Select(AnyRecord.Of)]);
        foreach (string id in Vocabulary.Conversations)
        {
            if (await store.ReadAsync(id) is { } stored)
            {
                compare(stored, Of(stored, utterances));
            }
        }
    });

    private static StoredConversation Of(StoredConversation stored, PrivacyClass utterances)
    {
        bool personal = utterances == PrivacyClass.Personal;
        var summary = stored.Summary;
        return stored with
        {
            Summary = summary with { Conversation = VisiblePart.Of(summary.Conversation, summary.UserPseudonym ?? "user-1"),
                Title = VisiblePart.Of(summary.Title, personal), All = summary.Visible },
            Turns = [.. stored.Turns.Select(turn => VisiblePart.Of(turn, personal))],
            FunctionEvents = [.. stored.FunctionEvents.Select(VisiblePart.Of)],
            Logged = [.. stored.Logged.Select(VisiblePart.Of).OfType<ScopedRecord>()],
            Feedback = [.. stored.Feedback.Select(VisiblePart.Of)],
            Annotations = [.. stored.Annotations.Select(VisiblePart.Of)],
            Notes = [.. stored.Notes.Select(VisiblePart.Of)],
            Scores = [.. stored.Scores.Select(VisiblePart.Of)],
            DeadLetters = [.. stored.DeadLetters.Select(VisiblePart.Of)],
        };
    }

    private static string Seen(StoredConversation stored, PrivacyClass utterances, Reader reader)
        => $"{AnswerText.Of(View(stored, utterances, reader))}{JsonOf(stored, utterances, reader)}";

    private static string JsonOf(StoredConversation stored, PrivacyClass utterances, Reader reader)
        => Encoding.UTF8.GetString(ConversationJson.ToUtf8(View(stored, utterances, reader)));

    private static ConversationView View(StoredConversation stored, PrivacyClass utterances, Reader reader)
        => new PrivacyGate(new PrivacyOptions { Utterances = utterances }, new ManualClock(Some.At(600)), TimeSpan.FromMinutes(30), TimeSpan.FromDays(7))
            .View(stored, reader);
}
