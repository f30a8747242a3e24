namespace ConvLog.Extensions.AI.Tests;

/// <summary>The file that the package compiles into projects with Microsoft.Extensions.AI.</summary>
public sealed class ConvLogChatClientBuilderExtensionsTests
{
    [Fact]
    public async Task A_builder_logs_in_one_line()
    {
        using var chat = new Chat();
        var client = new ChatClientBuilder(new ScriptedModel(ScriptedModel.Says("Hello"))).UseConvLog().Use(static inner => new ToolLoop(inner)).Build();
        await client.GetResponseAsync("Hi");

        client.Should().NotBeOfType<ToolLoop>("it logs outside of the loop");
        chat.Turn.AgentResponse.Text.Should().Be("Hello");
    }

    [Fact]
    public async Task A_builder_takes_options()
    {
        using var chat = new Chat();
        var options = new ConvLogChatOptions { Mask = static _ => new MaskedText("secret", "***") };
        await new ChatClientBuilder(new ScriptedModel(ScriptedModel.Says("Hello"))).UseConvLog(options).Build().GetResponseAsync("Hi");

        chat.Turn.AgentResponse.Shown.Should().Be("***");
    }
}
