using System.Diagnostics;

namespace ConvLog.Extensions.AI.Tests.OtherModels;

/// <summary>Spans and tokens of embeddings, speech and images, with the telemetry of Microsoft.Extensions.AI (t) outside or inside ConvLog (c).</summary>
public sealed class ModelTracingTests
{
    private const string Canary = "canary-1147";

    public static TheoryData<string, ModelCallKind> All()
    {
        TheoryData<string, ModelCallKind> all = [];
        foreach (string order in new[] { "c", "tc", "ct" })
        {
            foreach (var kind in ScriptedMedia.Kinds)
            {
                all.Add(order, kind);
            }
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_call_has_one_span_of_its_operation_and_its_tokens_count_once(string order, ModelCallKind kind)
    {
        using var traced = new Traced();
        InMemorySink sink = new();
        await using (var conv = new Conversation(new ConversationInfo { AgentId = "shop" }, new FanOutSink(new TracingSink(), sink)))
        {
            using var current = conv.MakeCurrent();
            using var turn = conv.BeginTurn(Canary);
            await AskAsync(traced, order, kind);
        }

        string operation = kind == ModelCallKind.Embeddings ? "embeddings" : "generate_content";
        var span = traced.Of(operation).Should().ContainSingle().Subject;
        span.Source.Name.Should().Be(order is "c" ? TracingSink.SourceName : traced.Host);
        span.DisplayName.Should().Be($"{operation} {traced.Model}");
        if (order is "c")
        {
            span.GetTagItem("gen_ai.output.type").Should().Be(kind switch
            {
                ModelCallKind.SpeechToText => "text",
                ModelCallKind.TextToSpeech => "speech",
                ModelCallKind.ImageGeneration => "image",
                _ => null,
            });
        }

        traced.Tokens.Input.Should().Be(8);
        traced.OwnText.Should().NotContain(Canary);
        sink.ModelCalls.Should().ContainSingle().Which.SpanId.Should()
            .Be(order is "ct" ? traced.Own.Single().SpanId.ToHexString() : span.SpanId.ToHexString());
    }

    [Fact]
    public async Task The_span_of_an_embedding_has_its_dimensions_and_server()
    {
        using var traced = new Traced();
        await using (var conv = new Conversation(new ConversationInfo { AgentId = "shop" }, new FanOutSink(new TracingSink(), new InMemorySink())))
        {
            using var current = conv.MakeCurrent();
            using var turn = conv.BeginTurn("hi");
            await AskAsync(traced, "c", ModelCallKind.Embeddings);
        }

        var span = traced.Of("embeddings").Single();
        (span.Kind, span.GetTagItem("gen_ai.embeddings.dimension.count"), span.GetTagItem("server.address"), span.GetTagItem("gen_ai.usage.input_tokens"))
            .Should().Be((ActivityKind.Client, 3, "acme.example", 8L));
    }

    private static Task AskAsync(Traced traced, string order, ModelCallKind kind)
    {
        ScriptedMedia model = new() { Model = traced.Model };
        return kind switch
        {
            ModelCallKind.Embeddings => order.Reverse().Aggregate(
                    (IEmbeddingGenerator<string, Embedding<float>>)model,
                    (client, part) => part is 'c' ? client.WithConvLog() : client.AsBuilder().UseOpenTelemetry(sourceName: traced.Host).Build())
                .GenerateAsync([Canary], new EmbeddingGenerationOptions { Dimensions = 3 }),
            ModelCallKind.SpeechToText => order.Reverse().Aggregate(
                    (ISpeechToTextClient)model,
                    (client, part) => part is 'c' ? client.WithConvLog() : client.AsBuilder().UseOpenTelemetry(sourceName: traced.Host).Build())
                .GetTextAsync(Stream.Null),
            ModelCallKind.TextToSpeech => order.Reverse().Aggregate(
                    (ITextToSpeechClient)model,
                    (client, part) => part is 'c' ? client.WithConvLog() : client.AsBuilder().UseOpenTelemetry(sourceName: traced.Host).Build())
                .GetAudioAsync(Canary),
            _ => order.Reverse().Aggregate(
                    (IImageGenerator)model,
                    (client, part) => part is 'c' ? client.WithConvLog() : client.AsBuilder().UseOpenTelemetry(sourceName: traced.Host).Build())
                .GenerateAsync(new ImageGenerationRequest(Canary)),
        };
    }
}
