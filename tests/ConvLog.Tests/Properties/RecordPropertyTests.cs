using System.Text;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Properties;

namespace ConvLog.Tests.Properties;

/// <summary>
/// Every property of every record counts in every list of properties that is written by hand: what records are compared by, their checksums and payloads, views and JSON. The lists of
/// exceptions are reviewed: an entry states its reason, and one that is no longer needed fails the test.
/// </summary>
public sealed class RecordPropertyTests
{
    private static readonly PrivacyGate s_gate = new(new PrivacyOptions(), new ManualClock(Some.At(60)), TimeSpan.FromMinutes(30));
    private static readonly Reader s_permitted = new("ana", CanReadPii: true);

    // Of a row without a checksum.
    private static readonly Dictionary<string, string> s_withoutChecksum = new(StringComparer.Ordinal)
    {
        ["ReadMarkRecord"] = "is two columns of the conversation's row, which hold no checksum: a read mark changes no record",
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
        ["DeadLetterRecord"] = "is for operators: views do not show refused records",
    };

    // Beyond what views leave out.
    private static readonly Dictionary<string, string> s_notInJson = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void Two_records_that_differ_in_one_property_have_different_canonical_forms() => Confused(CanonicalForm).Should().BeEmpty();

    [Fact]
    public void Two_records_that_differ_in_one_property_have_different_checksums_or_personal_payloads() => Confused(StoredForm.Of, s_withoutChecksum).Should().BeEmpty();

    [Fact]
    public void Every_property_of_a_record_shows_in_its_view() => Confused(record => AnswerText.Of(View(record)), s_notInViews).Should().BeEmpty();

    [Fact]
    public void Every_property_of_a_record_shows_in_the_JSON() => Confused(record => Json(View(record)), s_notInViews, s_notInJson).Should().BeEmpty();

    private static List<string> Confused(Func<StoreRecord, string> form, params Dictionary<string, string>[] exceptions)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var confused = new List<string>();
        foreach (var change in PropertyChange.All)
        {
            string type = change.Sample.GetType().Name;
            string? exception = Array.Exists(exceptions, list => list.ContainsKey(type)) ? type : Array.Exists(exceptions, list => list.ContainsKey(change.Name)) ? change.Name : null;
            if (exception is null)
            {
                confused.AddRange(change.Confused(form));
            }
            else if (needed.Contains(exception) || IsNeeded(change, form))
            {
                needed.Add(exception);
            }
        }

        return [.. confused, .. exceptions[^1..].SelectMany(static list => list.Keys).Where(name => !needed.Contains(name)).Select(static name => $"{name} is an exception without need")];
    }

    private static bool IsNeeded(PropertyChange change, Func<StoreRecord, string> form)
    {
        try
        {
            return change.Confused(form).Any();
        }
        catch (InvalidOperationException)
        {
            return true; // There is no such form of these records.
        }
    }

    private static string CanonicalForm(StoreRecord record)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            CanonicalRecord.Write(json, record);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static ConversationView View(StoreRecord record)
    {
        var store = new InMemoryConversationStore();
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
