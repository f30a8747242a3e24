using System.Buffers;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>A whole conversation per line.</summary>
internal sealed class JsonLines : IExportFormat<ConversationView>
{
    public string ContentType => "application/x-ndjson; charset=utf-8";

    public string Kind => "conversations";

    public string Extension => "jsonl";

    public void Begin(IBufferWriter<byte> output)
    {
        // The format has no header.
    }

    public void Write(IBufferWriter<byte> output, ConversationView conversation)
    {
        using (var json = new Utf8JsonWriter(output, ConversationJson.WriterOptions))
        {
            ViewJson.Write(json, conversation);
        }

        output.Write("\n"u8);
    }
}
