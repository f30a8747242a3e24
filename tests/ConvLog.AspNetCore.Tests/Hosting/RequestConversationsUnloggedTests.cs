using System.Text;
using System.Text.Json;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>Log calls without a conversation cause a warning with the fix, and are counted in the empty console.</summary>
public sealed class RequestConversationsUnloggedTests
{
    [Fact]
    public async Task Routing_after_UseConvLog_is_logged_once_with_the_correct_order()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseConvLog();
            app.UseRouting();
            app.MapGet("/conversations/{conversationId}", static () => Conversation.Current is null ? "none" : "one");
        });
        (await host.Client.GetStringAsync("/conversations/c-1")).Should().Be("none");
        (await host.Client.GetStringAsync("/conversations/c-2")).Should().Be("none");

        host.LinesWith("app.UseRouting(); before app.UseConvLog();").Should().ContainSingle().Which.Should().NotContain("c-1");
    }

    [Fact]
    public async Task Correct_routing_order_and_requests_without_a_conversation_cause_no_warning()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseRouting();
            app.UseConvLog();
            app.MapGet("/conversations/{conversationId}", static () => Conversation.Current is null ? "none" : "one");
            app.MapGet("/page", static () => "a page");
        });
        (await host.Client.GetStringAsync("/conversations/c-1")).Should().Be("one");
        await host.Client.GetAsync("/page");
        await host.Client.GetAsync("/missing");

        host.Logs.Lines.Should().BeEmpty();
    }

    [Theory]
    [InlineData("no ID", null)]
    [InlineData("null", null)]
    [InlineData("a delegate that throws", "could not be opened")]
    [InlineData("another account's", "could not be opened")]
    public async Task An_endpoint_parameter_without_a_conversation_gets_one_that_records_nothing(string cause, string? error)
    {
        await using var host = await RequestHost.StartAsync(
            app =>
            {
                _ = cause switch
                {
                    "no ID" => app.UseConvLog(),
                    "null" => app.UseConvLog(static ConversationInfo? (_) => null),
                    "a delegate that throws" => app.UseConvLog(static ConversationInfo? (_) => throw new FormatException("delegate")),
                    _ => app.UseConvLog(static _ => new ConversationInfo("c") { AccountId = "globex" }),
                };
                app.MapGet("/", static async (Conversation conversation, Booking booking) =>
                {
                    ReferenceEquals(booking.Conversation, conversation).Should().BeTrue("a scope has one");
                    using var turn = conversation.BeginTurn("hello");
                    string answer = await conversation.RunFunctionAsync("book", () =>
                    {
                        conversation.Log.Error("not recorded");
                        return Task.FromResult("booked");
                    });
                    turn.Complete(answer);
                    await conversation.FlushAsync();
                    return answer;
                });
            },
            services: static services => services.AddScoped<Booking>());
        using var open = host.Services.GetRequiredService<IConversationFactory>().Open(new ConversationInfo("c") { AccountId = "acme" });
        for (int i = 0; i < 3; i++)
        {
            (await host.Client.GetStringAsync("/")).Should().Be("booked");
        }

        host.Sink.Entries.Should().BeEmpty();
        host.Sink.Turns.Should().BeEmpty();
        host.Sink.Records.OfType<ConversationRecord>().Select(static record => record.AccountId).Distinct(StringComparer.Ordinal).Should().Equal("acme");
        host.LinesWith("that records nothing").Should().ContainSingle().Which.Should().Contain("takes a Conversation: 1.");
        host.Logs.Lines.Except(host.LinesWith("that records nothing"), StringComparer.Ordinal)
            .All(line => error is not null && line.Contains(error, StringComparison.Ordinal)).Should().BeTrue();
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Client.GetStringAsync("/");
        host.LinesWith("takes a Conversation: 3.").Should().ContainSingle("the count since is reported once an hour");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hub_over_long_polling_uses_its_request_conversation_or_warns_that_its_method_must_open_one(bool hasDelegate)
    {
        await using var host = await RequestHost.StartAsync(
            app =>
            {
                _ = hasDelegate ? app.UseConvLog(static _ => "of-the-request") : app.UseConvLog();
                app.MapHub<ChatHub>("/hub");
            },
            services: static services =>
            {
                services.AddSignalR();
                services.AddSingleton<IChatClient>(static provider => new EchoModel().WithConvLog(options: null, provider));
            });
        (await AskAsync(host, "/hub")).Should().Contain("echo");

        if (hasDelegate)
        {
            host.Sink.Turns.Should().ContainSingle();
            host.Sink.Records.Select(static record => record.ConversationId).Distinct(StringComparer.Ordinal).Should().Equal("of-the-request");
            return;
        }

        host.LinesWith("without a conversation").Should().ContainSingle().Which.Should().Contain("Chat requests: 1").And.Contain("conversations.OpenLazily(")
            .And.NotContain("My number");
        host.Sink.Records.Should().BeEmpty();
    }

    [Fact]
    public async Task The_warning_about_a_Blazor_chat_names_its_connection()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseConvLog();
                app.MapBlazorHub();
            },
            services: static services => services.AddServerSideBlazor());
        string connection = await NegotiateAsync(host, "/_blazor");
        (await host.Client.GetAsync($"/_blazor?id={connection}")).EnsureSuccessStatusCode();
        host.Logs.Lines.Should().BeEmpty("a connection alone logs nothing");
        await new EchoModel().WithConvLog(options: null, host.Services).GetResponseAsync("Hi");

        host.LinesWith("without a conversation").Should().ContainSingle().Which.Should().Contain("requests of such connections without a conversation: 1");
    }

    [Fact]
    public async Task An_empty_console_shows_the_unlogged_request_counts_and_the_line_to_add()
    {
        await using var site = await Site.WithKeysAsync(before: static app =>
        {
            app.UseConvLog();
            app.UseRouting();
            app.MapGet("/conversations/{conversationId}", static () => "ok");
        });
        (await site.GetWithKeyAsync("/convlog")).Body.Should().Contain("No conversations yet").And.NotContain("without a conversation");
        await site.GetAsync("/conversations/c-1");
        var client = new EchoModel().WithConvLog(options: null, site.Services);
        for (int i = 0; i < 3; i++)
        {
            await client.GetResponseAsync("My number is 555-0100");
        }

        (await site.GetWithKeyAsync("/convlog")).Body.Should().Contain("3 chat requests").And.Contain("1 request with the route value")
            .And.Contain("app.UseRouting();").And.Contain("conversations.OpenLazily(new ConversationInfo(id))").And.NotContain("555")
            .And.NotContain("tool call");

        await using (site.Open(new ConversationInfo("c-1")))
        {
        }

        (await site.GetWithKeyAsync("/convlog")).Body.Should().NotContain("without a conversation", "there is a list");
    }

    [Fact]
    public async Task A_reader_with_a_scope_does_not_see_counts_of_other_requests()
    {
        await using var site = await Site.StartAsync(static options => options.ApiKeys.Add(
            Site.ReaderKey, "one agent", ConvLogPermissions.Read, new ConversationScope { AgentIds = ["bookings"] }));
        await new EchoModel().WithConvLog(options: null, site.Services).GetResponseAsync("Hi");

        (await site.GetWithKeyAsync("/convlog")).Body.Should().Contain("No conversations yet").And.NotContain("chat request");
    }

    // The transport for clients without WebSockets: each message is a request, and responses are polled.
    private static async Task<string> AskAsync(RequestHost host, string hub)
    {
        string address = $"{hub}?id={await NegotiateAsync(host, hub)}";
        (await host.Client.GetAsync(address)).EnsureSuccessStatusCode();
        await host.Client.PostAsync(address, Message("""{"protocol":"json","version":1}"""));
        string received = await host.Client.GetStringAsync(address);
        await host.Client.PostAsync(address, Message("""{"type":1,"invocationId":"1","target":"Ask","arguments":["My number is 555-0100"]}"""));
        while (!received.Contains("\"result\"", StringComparison.Ordinal) && !received.Contains("\"error\"", StringComparison.Ordinal))
        {
            received += await host.Client.GetStringAsync(address);
        }

        return received;
    }

    private static async Task<string> NegotiateAsync(RequestHost host, string hub)
    {
        var negotiated = await (await host.Client.PostAsync($"{hub}/negotiate?negotiateVersion=1", content: null)).Content.ReadAsStringAsync();
        return JsonDocument.Parse(negotiated).RootElement.GetProperty("connectionToken").GetString()!;
    }

    private static StringContent Message(string json) => new(json + '\u001E', Encoding.UTF8);

    internal sealed class ChatHub(IChatClient client) : Hub
    {
        public async Task<string> Ask(string question) => (await client.GetResponseAsync(question)).Text;
    }

    private sealed class EchoModel : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "echo")));

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
            => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class Booking(Conversation conversation)
    {
        public Conversation Conversation => conversation;
    }
}
