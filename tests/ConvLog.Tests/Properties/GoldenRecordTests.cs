using System.Text;
using System.Text.Json;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Serialization;
using ConvLog.Storage;
using ConvLog.Storage.Copy;
using ConvLog.Storage.Payloads;

namespace ConvLog.Tests.Properties;

/// <summary>What is stored, copied and written of a record stays the same, byte for byte, whatever version wrote it.</summary>
public sealed class GoldenRecordTests
{
    private static readonly PrivacyGate s_gate = new(new PrivacyOptions(), new ManualClock(StoreContract.Some.At(60)), TimeSpan.FromMinutes(30));

    [Fact]
    public void Records_have_the_bytes_that_earlier_versions_gave_them()
    {
        string[] kept = Kept("records.txt").Split('\n');
        string[] now = [.. GoldenRecords.All.SelectMany(static golden => Lines(golden.Name, golden.Record))];

        now.Zip(kept).Where(static pair => !string.Equals(pair.First, pair.Second, StringComparison.Ordinal)).Should()
            .BeEmpty("no byte of a record that is there changes");
        string.Join('\n', now.Skip(kept.Length)).Should().BeEmpty("these lines belong to a new record: add them to the file");
        now.Should().HaveSameCount(kept);
    }

    [Theory]
    [InlineData("view.json", true)]
    [InlineData("redacted-view.json", false)]
    public void Their_view_has_the_JSON_that_earlier_versions_wrote(string file, bool canReadPii)
        => Json(canReadPii).Should().Be(Kept(file));

    private static string[] Lines(string name, StoreRecord record) =>
    [
        $"# {name}",
        $"json      {Utf8(json => RecordWriting.Write(json, record))}",
        $"canonical {Utf8(json => CanonicalRecord.Write(json, record))}",
        $"visible   {(record is FactRecord fact && FactPayload.Visible(fact) is null ? "" : StoredForm.VisibleOf(record))}",
        $"stored    {(record is ReadMarkRecord ? "" : StoredForm.Of(record))}",
        $"shown     {record}",
    ];

    // The user's pseudonym is random.
    private static string Json(bool canReadPii)
    {
        var store = new InMemoryConversationStore();
        string[] odd = ["copied opening", "call", "call with empty texts", "turn", "turn with empty texts", "opening", "opening with empty texts",
            "removed answer", "second attempt", "called by a model", "opening without text",
            "opening of what is not recorded", "turn with stages", "turn with one stage", "traced call", "traced model call",
            "traced response"];
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
