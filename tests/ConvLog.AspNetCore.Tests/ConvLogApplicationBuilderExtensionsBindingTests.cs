using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Tests;

/// <summary>Every common delegate form binds to the intended overload. The tests of the docs also compile them with C# 12.</summary>
public sealed class ConvLogApplicationBuilderExtensionsBindingTests
{
    [Fact]
    public async Task Each_delegate_form_sets_the_conversation()
    {
        Action<WebApplication>[] forms =
        [
            static app => app.UseConvLog(static _ => "c"),
            static app => app.UseConvLog(static context => context.Request.Query["id"]),
            static app => app.UseConvLog(static context => context.Request.Query["id"].FirstOrDefault()),
            static app => app.UseConvLog(static context => { return context.Request.Query.TryGetValue("id", out var id) ? id.ToString() : null; }),
            static app => app.UseConvLog(static _ => new ConversationInfo("c") { UserId = "ada" }),
            static app => app.UseConvLog(static context => context.Request.Path == "/none" ? null : new ConversationInfo("c")),
            static app => app.UseConvLog(static _ => new ConversationInfo("c"), new RequestConversationOptions { MaximumBodySize = 10 }),
            static app => app.UseConvLog(static async context =>
            {
                await Task.Yield();
                return context.Request.Path == "/none" ? null : new ConversationInfo("c");
            }),
            static app => app.UseConvLog(static async context =>
            {
                await Task.Yield();
                if (context.Request.Path == "/none")
                {
                    return null;
                }

                return new ConversationInfo("c");
            }),
            static app => app.UseConvLog(static async context => await FindTaskAsync(context)),
            static app => app.UseConvLog(
                static async context => await FindAsync(context), new RequestConversationOptions { Timeout = TimeSpan.FromSeconds(1) }),
            static app => app.UseConvLog(static context => FindAsync(context)),
            static app => app.UseConvLog(static _ => ValueTask.FromResult<ConversationInfo?>(new("c"))),
            static app => app.UseConvLog(static context => context.Request.Path == "/none" ? default : FindAsync(context)),
            static app => app.UseConvLog(FindId),
            static app => app.UseConvLog(Find),
            static app => app.UseConvLog(FindAsync),
        ];
        await EachCase.HoldsAsync(forms.Index(), static async form => (await CurrentAsync(form.Item)).Should().Be("c"));
    }

    [Fact]
    public async Task Each_delegate_form_that_returns_null_compiles()
    {
        Action<WebApplication>[] forms =
        [
            static app => app.UseConvLog(static _ => null),
            static app => app.UseConvLog(static _ => default),
            static app => app.UseConvLog(static _ => throw new InvalidOperationException("none")),
            static app => app.UseConvLog(static _ => (string?)null),
            static app => app.UseConvLog(static _ => (ConversationInfo?)null),
            static app => app.UseConvLog(static async _ =>
            {
                await Task.Yield();
                return null;
            }),
            static app => app.UseConvLog(static _ => default(ValueTask<ConversationInfo?>)),
            static app => app.UseConvLog(),
        ];
        await EachCase.HoldsAsync(forms.Index(), static async form => (await CurrentAsync(form.Item)).Should().BeEmpty());
    }

    private static async Task<string> CurrentAsync(Action<WebApplication> use)
    {
        await using var host = await RequestHost.StartAsync(app =>
        {
            use(app);
            app.MapGet("/", static () => Conversation.Current?.Info.Id ?? "");
        });
        return await host.Client.GetStringAsync("/?id=c");
    }

    private static string? FindId(HttpContext context) => context.Request.Query["id"];

    private static ConversationInfo? Find(HttpContext context) => new(FindId(context));

    private static ValueTask<ConversationInfo?> FindAsync(HttpContext context) => new(Find(context));

    private static Task<ConversationInfo?> FindTaskAsync(HttpContext context) => Task.FromResult(Find(context));
}
