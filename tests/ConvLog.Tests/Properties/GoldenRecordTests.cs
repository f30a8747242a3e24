using System.Text;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using ConvLog.Storage.Privacy;

namespace ConvLog.Tests.Properties;

/// <summary>
/// The JSON of records and of their view, with and without the permission. Other programs read these formats, so every change must be reviewed.
/// </summary>
public sealed class GoldenRecordTests
{
    private static readonly PrivacyGate s_gate = new(new PrivacyOptions(), new ManualClock(StoreContract.Some.At(60)), TimeSpan.FromMinutes(30),
        TimeSpan.FromDays(7));

    [Fact]
    public void Records_have_the_reviewed_JSON()
        => string.Join('\n', GoldenRecords.All.SelectMany(static golden => Lines(golden.Name, golden.Record))).Should().Be(Kept("records.txt"));

    [Theory]
    [InlineData("view.json", true)]
    [InlineData("redacted-view.json", false)]
    public void The_view_of_the_records_has_the_reviewed_JSON(string file, bool canReadPii) => Json(canReadPii).Should().Be(Kept(file));

    private static string[] Lines(string name, StoreRecord record) =>
    [
        $"# {name}",
        $"json      {Utf8(json => RecordJson.Write(json, record))}",
        $"shown     {record}",
    ];

    // The user's pseudonym is random.
    private static string Json(bool canReadPii)
    {
        var store = new InMemoryConversationStore();
        string[] odd = ["copied opening", "call", "call with empty texts", "turn", "turn with empty texts", "opening", "opening with empty texts",
            "removed answer", "second attempt", "called by a model", "opening without text",
            "opening of what is not recorded", "turn with stages", "turn with one stage", "turn with a late transcript", "traced call", "traced model call",
            "traced response", "canceled turn", "abandoned turn", "canceled call", "unobserved call", "call of a server's tool", "message with reasoning",
            "message of an agent", "canceled model call", "call of a model for embeddings", "model call from a cache",
            "turn with what its prompt wrote to a cache", "turn that waits", "turn of another answer", "part of a turn", "declined call"];
        store.WriteAsync([.. GoldenRecords.All.Where(golden => !odd.Contains(golden.Name, StringComparer.Ordinal)).Select(static golden => golden.Record)])
            .AsTask().Wait();
        var stored = store.ReadAsync(StoreContract.Some.Conversation).AsTask().Result!;
        var view = s_gate.View(stored, new Reader("ana", canReadPii));
        return Utf8(json => ViewJson.Write(json, view)).Replace(stored.Summary.UserPseudonym!, "pseudonym", StringComparison.Ordinal);
    }

    private static string Utf8(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { SkipValidation = true }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static string Kept(string file)
        => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Properties", "Golden", file), Encoding.UTF8).TrimEnd('\n');
}
