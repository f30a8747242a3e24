using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;

namespace ConvLog.Benchmarks.Json;

/// <summary>Writing one entry as UTF-8 JSON, compared with hand-written writer code, the serializer, and hand-written bytes.</summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "RatioSD", "Median")]
public class EntryJsonBenchmarks
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4_096);
    private readonly Utf8JsonWriter _writer;
    private readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private LogEntry _entry = null!;
    private Dictionary<string, object?> _dictionary = null!;

    public EntryJsonBenchmarks()
        => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    [Params(0, 3, 8)]
    public int Fields { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var sink = new InMemorySink();
        using var conversation = new Conversation(new ConversationInfo("benchmark"), sink);
        switch (Fields)
        {
            case 0: conversation.Log.Info("Booking failed"); break;
            case 3: conversation.Log.Info("Booking failed", ("status", 409), ("retriable", true), ("queue", "bookings")); break;
            default:
                conversation.Log.Info("Booking failed", ("status", 409), ("retriable", true), ("queue", "bookings"), ("score", 0.97),
                    ("slot", 123_456_789_012), ("city", "Napa"), ("attempt", 2), ("cached", false));
                break;
        }

        _entry = sink.Entries[0];
        _dictionary = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["level"] = "info",
            ["content"] = _entry.Content,
            ["is_pii"] = false,
            ["timestamp"] = _entry.Timestamp.UtcDateTime,
            ["logger"] = _entry.Logger,
        };
        foreach (var field in _entry.Fields)
        {
            _dictionary[field.Key] = field.Value;
        }
    }

    [Benchmark(Baseline = true)]
    public int Utf8JsonWriter_by_hand()
    {
        Begin();
        HandWrittenWriter.Write(_writer, _entry.Timestamp.UtcDateTime, Fields);
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int ConvLog()
    {
        Begin();
        _entry.WriteTo(_writer);
        _writer.Flush();
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int JsonSerializer_dictionary()
    {
        Begin();
        JsonSerializer.Serialize(_writer, _dictionary, _options);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public int Bytes_by_hand()
    {
        _buffer.ResetWrittenCount();
        HandWrittenBytes.Write(_buffer, _entry.Timestamp.UtcDateTime, Fields);
        return _buffer.WrittenCount;
    }

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
    }
}
