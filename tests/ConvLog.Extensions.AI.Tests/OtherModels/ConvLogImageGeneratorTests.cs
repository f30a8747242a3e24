namespace ConvLog.Extensions.AI.Tests.OtherModels;

public sealed class ConvLogImageGeneratorTests : IDisposable
{
    private readonly Chat _chat = new();

    [Fact]
    public async Task The_prompt_and_the_types_and_sizes_of_images_are_logged()
    {
        using var turn = _chat.Conversation.BeginTurn();
        using var generator = ((IImageGenerator)new ScriptedMedia()).AsBuilder().UseConvLog().Build();
        AIContent[] originals = [new DataContent(new byte[10], "image/png"), new DataContent(new byte[20], "image/png")];
        var response = await generator.GenerateAsync(
            new ImageGenerationRequest("a red house", originals), new ImageGenerationOptions { MediaType = "image/webp", ModelId = "img-x" });

        response.Contents.Should().HaveCount(2);
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        call.Request.Select(static message => message.Text.Text).Should().Equal("a red house", "[image/png, 10 bytes]\n[image/png, 20 bytes]");
        call.Response!.Text.Text.Should().Be("[image/png, 2,048 bytes]\n[image/webp]");
        (call.Model, call.Parameters!.ResponseFormat).Should().Be(("img-x", "image/webp"));
        generator.GetService<ScriptedMedia>().Should().NotBeNull();
    }

    [Fact]
    public async Task Images_that_may_be_a_query_are_read_by_the_generator_alone()
    {
        using var turn = _chat.Conversation.BeginTurn();
        int read = 0;
        var originals = Enumerable.Range(0, 1).Select(i => (AIContent)new TextContent($"{read++}"));
        await ((IImageGenerator)new ScriptedMedia()).WithConvLog().GenerateAsync(new ImageGenerationRequest("a red house", originals));

        read.Should().Be(0);
        _chat.ModelCalls.Should().ContainSingle().Which.Request.Should().ContainSingle();
    }

    public void Dispose() => _chat.Dispose();
}
