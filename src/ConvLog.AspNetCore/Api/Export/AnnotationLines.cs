using System.Buffers;
using System.Text.Json;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.AspNetCore.Api.Export;

/// <summary>An improved answer per line, with the question and the original answer.</summary>
internal sealed class AnnotationLines : IExportFormat<ConversationView>
{
    public string ContentType => "application/x-ndjson; charset=utf-8";

    public string Kind => "improved-answers";

    public string Extension => "jsonl";

    public void Begin(IBufferWriter<byte> output)
    {
        // The format has no header.
    }

    public void Write(IBufferWriter<byte> output, ConversationView conversation)
    {
        foreach (var turn in conversation.Turns)
        {
            foreach (var annotation in turn.Annotations)
            {
                using (var json = new Utf8JsonWriter(output, ConversationJson.WriterOptions))
                {
                    ViewJson.Write(json, new AnnotatedTurn { Conversation = conversation.Summary, Turn = turn, Annotation = annotation });
                }

                output.Write("\n"u8);
            }
        }
    }
}
