using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>The configuration section "ConvLog:Requests". Regression: it was ignored.</summary>
public sealed class RequestDescriberConfigurationTests
{
    private const string Size = "ConvLog:Requests:MaximumBodySize";

    [Theory]
    [InlineData("10", "")]
    [InlineData("100", "c")]
    public async Task Configuration_overrides_the_body_limit_set_in_code(string size, string conversation)
    {
        var options = new RequestConversationOptions { MaximumBodySize = 50 };
        await using var app = await StartAsync(options, (Size, size), ("ConvLog:Requests:Timeout", "00:00:20"));
        using var client = app.GetTestClient();

        var answer = await client.PostAsync("/", new StringContent(new string('x', 70)));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Be($"{conversation} 70");
        options.MaximumBodySize.Should().Be(50, "the object is the program's");
        app.Services.GetFakeLogCollector().GetSnapshot().Should().NotContain(static line => line.Message.Contains("set nothing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Size, "much", Size + ": it takes a whole number, not \"much\".")]
    [InlineData(Size, "-1", Size + ": RequestConversationOptions.MaximumBodySize takes zero to 1 GiB.")]
    [InlineData("ConvLog:Requests:Timeout", "00:00:00", "ConvLog:Requests:Timeout: RequestConversationOptions.Timeout takes more than zero, up to 24 days.")]
    public async Task A_wrong_value_keeps_the_host_from_starting(string path, string value, string message)
    {
        var starting = () => StartAsync(null, (path, value));

        await starting.Should().ThrowAsync<InvalidOperationException>().WithMessage(message);
    }

    [Fact]
    public async Task An_unknown_option_name_is_warned_about()
    {
        await using var app = await StartAsync(null, ("ConvLog:Requests:MaxBodySize", "10"));

        app.Services.GetFakeLogCollector().GetSnapshot().Select(static line => line.Message).Should()
            .ContainSingle(static line => line.Contains("set nothing: ConvLog:Requests:MaxBodySize.", StringComparison.Ordinal));
    }

    private static async Task<WebApplication> StartAsync(RequestConversationOptions? options, params (string Path, string Value)[] values)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(values.Select(static value => KeyValuePair.Create(value.Path, (string?)value.Value)));
        builder.WebHost.UseTestServer();
        builder.Logging.CollectOnly();
        builder.Services.AddConvLog();
        builder.Services.AddConvLogConsole();
        var app = builder.Build();
        app.UseConvLog(
            static async context =>
            {
                await context.Request.Body.ReadExactlyAsync(new byte[70]);
                return new ConversationInfo("c");
            },
            options);
        app.MapPost("/", static async (HttpContext context)
            => $"{Conversation.Current?.Info.Id} {(await new StreamReader(context.Request.Body).ReadToEndAsync()).Length}");
        app.MapConvLog();
        await app.StartAsync();
        return app;
    }
}
