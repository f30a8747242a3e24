using System.Text;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Privacy;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Properties;

namespace ConvLog.Tests.Properties;

/// <summary>
/// Every property of every record is in every handwritten list of properties: those for comparison, checksums, payloads, views and JSON. An exception states
/// its reason, and one that is no longer needed fails the test.
/// </summary>
public sealed class RecordPropertyTests
{
    private static readonly PrivacyGate s_gate = new(new PrivacyOptions(), new ManualClock(Some.At(60)), TimeSpan.FromMinutes(30), TimeSpan.FromDays(7));
    private static readonly Reader s_permitted = new("ana", canReadPii: true);

    // Records whose row has no checksum.
    private static readonly Dictionary<string, string> s_withoutChecksum = new(StringComparer.Ordinal)
    {
        ["ReadMarkRecord"] = "is three columns of the conversation's row, which hold no checksum: a read mark changes no record",
        ["TurnChangeRecord"] = "is part of its turn's row",
    };

    private static readonly Dictionary<string, string> s_notInViews = new(StringComparer.Ordinal)
    {
        ["ConversationRecord.WriterId"] = "names an opening; views show the merged conversation",
        ["ConversationRecord.Revision"] = "orders copies of the same record",
        ["TurnRecord.WriterId"] = "orders turns",
        ["TurnRecord.Sequence"] = "orders turns",
        ["TurnRecord.Revision"] = "orders copies of the same record",
        ["FunctionEventRecord.WriterId"] = "orders function events",
        ["FunctionEventRecord.Sequence"] = "orders function events",
        ["FunctionEventRecord.Revision"] = "orders copies of the same record",
        ["FunctionEventRecord.VisibleLosses"] = "is what a reader without the permission sees in place of Losses",
        ["ApiResponseRecord.WriterId"] = "orders what was logged",
        ["ApiResponseRecord.Sequence"] = "orders what was logged",
        ["StateChangeRecord.WriterId"] = "orders what was logged",
        ["StateChangeRecord.Sequence"] = "orders what was logged",
        ["StateChangeRecord.Id"] = "recognizes copies; views show changes in their order",
        ["MetricRecord.WriterId"] = "orders what was logged",
        ["MetricRecord.Sequence"] = "orders what was logged",
        ["MetricRecord.Id"] = "recognizes copies; views show metrics in their order",
        ["MetricRecord.TurnId"] = "is kept; views show metrics of the conversation as a whole",
        ["MetricRecord.FunctionEventId"] = "is kept; views show metrics of the conversation as a whole",
        ["MetricRecord.WriteOnce"] = "decides which of several metrics of a name are shown",
        ["HandoffRecord.WriterId"] = "orders what was logged",
        ["HandoffRecord.Sequence"] = "orders what was logged",
        ["HandoffRecord.Id"] = "recognizes copies; views show hand-offs in the order of their times",
        ["ModelCallRecord.WriterId"] = "orders what was logged",
        ["ModelCallRecord.Sequence"] = "orders what was logged",
        ["ModelCallRecord.Id"] = "recognizes copies; views show the call's own id",
        ["ModelMessageRecord.WriterId"] = "names the opening that published it first",
        ["ModelMessageRecord.Sequence"] = "says when it was published first",
        ["ModelMessageRecord.Timestamp"] = "says when it was published first",
        ["ModelMessageRecord.TurnId"] = "belongs to no turn; views show it in the calls that refer to it",
        ["ModelMessageRecord.FunctionEventId"] = "belongs to no function event; views show it in the calls that refer to it",
        ["ScoreRecord.TurnId"] = "says in which turn a call is that is scored; views show the score at the call",
        ["ScoreRecord.ModelCallId"] = "is not looked at where a function call is scored",
        ["ReadMarkRecord.ReadById"] = "says who may take it back; views show the name",
        ["AssignmentRecord.AssignedToId"] = "says whose it is; views show the name",
        ["TurnChangeRecord"] = "is part of its turn, which views show",
        ["DeadLetterRecord"] = "is for operators: views do not show refused records",
    };

    // Values with the same representation in views, by the start of the reported text.
    private static readonly Dictionary<string, string> s_sameInViews = new(StringComparer.Ordinal)
    {
        ["ConversationRecord.UserId: null = \"\""] = "an empty id names nobody",
        ["FunctionEventRecord.Outcome: null = Abandoned"] = "a call that is open when its conversation has ended counts as abandoned",
        ["ModelCallRecord.Outcome: null = Abandoned"] = "a call that is open when its conversation has ended counts as abandoned",
        ["TurnRecord.IsAbandoned: false = true"] = "a turn that was canceled, or failed, is not abandoned",
        ["ModelCallRecord.TimeToFirstToken: null = "] = "where the call measured none, its usage may tell it",
        ["ModelMessageRecord.Message: Role: System   Text: \"text\" shown as it is"] = "a system prompt is personal whether or not it is masked",
        ["ModelCallRecord.TurnId: null = \"\""] = "a call of no turn is shown beside the turns",
    };

    // Further values with the same representation in JSON.
    private static readonly Dictionary<string, string> s_sameInJson = new(StringComparer.Ordinal)
    {
        ["FunctionEventRecord.Result: \"key\" = \"value\" = \"\" = \"value\""] = "a result is written as its value; its key is always the same",
        ["TurnRecord.WaitsFor: Kind: Approval"] = "the hash of a token is for stores alone",
        ["FunctionEventRecord.Losses: Accepted: 9 "] = "the JSON tells what was dropped and truncated, and lists what was kept",
    };

    [Fact]
    public void Two_records_that_differ_in_one_property_have_different_JSON() => Confused(RecordJsonOf).Should().BeEmpty();

    [Fact]
    public void Two_records_that_differ_in_one_property_have_different_checksums_or_personal_payloads()
        => Confused(StoredForm.Of, [s_withoutChecksum]).Should().BeEmpty();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_checksum_of_feedback_covers_whether_there_is_a_comment_whether_or_not_it_is_stored(bool isStored)
    {
        var feedback = Some.Feedback(1, FeedbackRating.Like);

        RowChecksums.ChecksumOf(feedback, 1, isStored, hasComment: true).Should().NotBe(RowChecksums.ChecksumOf(feedback, 1, isStored, hasComment: false));
    }

    [Fact]
    public void Every_property_of_a_record_shows_in_its_view()
        => Confused(record => AnswerText.Of(View(record)), [s_notInViews, s_sameInViews], withMasks: false).Should().BeEmpty();

    [Fact]
    public void Every_property_of_a_record_shows_in_the_JSON()
        => Confused(record => Json(View(record)), [s_notInViews, s_sameInViews, s_sameInJson], withMasks: false).Should().BeEmpty();

    [Fact]
    public void A_property_that_is_left_out_and_null_that_is_taken_for_the_default_are_noticed()
    {
        Confused(static record => AnswerText.Of(record)).Should().BeEmpty("no two of the values are the same");
        PropertyChange.All.Should().HaveCountGreaterThan(80);
        foreach (var change in PropertyChange.All)
        {
            object? given = change.Property.GetValue(change.Sample);
            change.Confused(record => AnswerText.Of(PropertyChange.Named((StoreRecord)PropertyValues.With(record, change.Property, given))), withMasks: false)
                .Should().ContainSingle(change.Name);
            if (Nullable.GetUnderlyingType(change.Property.PropertyType) is { } type && type != typeof(LogField))
            {
                object zero = Activator.CreateInstance(type)!;
                change.Confused(record => AnswerText.Of(PropertyValues.With(record, change.Property, change.Property.GetValue(record) ?? zero))).Should()
                    .ContainSingle(change.Name);
            }
        }
    }

    // Properties that a form does not distinguish and no exception lists, and exceptions that are not needed. An exception is a record type, a property, or the
    // start of the reported text.
    private static List<string> Confused(Func<StoreRecord, string> form, Dictionary<string, string>[]? exceptions = null, bool withMasks = true)
    {
        string[] names = [.. (exceptions ?? []).SelectMany(static list => list.Keys)];
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var confused = new List<string>();
        foreach (var change in PropertyChange.All)
        {
            string type = change.Sample.GetType().Name;
            if (Array.Find(names, name => string.Equals(name, type, StringComparison.Ordinal)
                || string.Equals(name, change.Name, StringComparison.Ordinal)) is { } exception)
            {
                if (needed.Contains(exception) || IsNeeded(change, form))
                {
                    needed.Add(exception);
                }

                continue;
            }

            foreach (string found in change.Confused(form, withMasks))
            {
                if (Array.Find(names, name => found.StartsWith(name, StringComparison.Ordinal)) is { } known)
                {
                    needed.Add(known);
                }
                else
                {
                    confused.Add(found);
                }
            }
        }

        return [.. confused, .. names.Where(name => !needed.Contains(name)).Select(static name => $"{name} is an exception without need")];
    }

    private static bool IsNeeded(PropertyChange change, Func<StoreRecord, string> form)
    {
        try
        {
            return change.Confused(form).Any();
        }
        catch (InvalidOperationException)
        {
            return true; // These records have no such form.
        }
    }

    // The form by which copies of conversations are compared.
    private static string RecordJsonOf(StoreRecord record)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            RecordJson.Write(json, record);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static ConversationView View(StoreRecord record)
    {
        // Pseudonyms are random in each store, so that no two views would be equal.
        var store = new InMemoryConversationStore { NewPseudonym = static _ => "pseudonym" };
        store.WriteAsync(PropertyConversation.Around(record, record.ConversationId)).AsTask().Wait();
        return s_gate.View(store.ReadAsync(record.ConversationId).AsTask().Result!, s_permitted);
    }

    private static string Json(ConversationView view)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            ViewJson.Write(json, view);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
