using System.Net;
using ConvLog.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>The first log entry of a request opens its conversation.</summary>
public sealed class RequestConversationsTests
{
    [Fact]
    public async Task Requests_without_log_entries_store_nothing()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseConvLog(static _ => "of-the-session");
            app.UseStaticFiles();
            app.MapGet("/", static (Conversation _) => "a page");
            app.MapPost("/chat", static (Conversation conversation) =>
            {
                using var turn = conversation.BeginTurn("hi");
                turn.Complete("hello");
            });
            app.MapConvLog();
        });
        (await host.Client.GetAsync("/")).EnsureSuccessStatusCode();
        (await host.Client.GetAsync("/missing")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        host.Sink.Records.Should().BeEmpty();
        (await host.ReadAsync("of-the-session")).Should().BeNull();

        (await host.Client.PostAsync("/chat", content: null)).EnsureSuccessStatusCode();
        var before = (await host.ReadAsync("of-the-session"))!.Summary;
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        foreach (string path in (string[])["/", "/favicon.ico", "/missing", "/"])
        {
            await host.Client.GetAsync(path);
        }

        var after = (await host.ReadAsync("of-the-session"))!.Summary;
        after.Should().BeEquivalentTo(before, "nothing happened in it");
        (after.EndedAt, after.LastActivityAt).Should().Be((null, ManualClock.DefaultStart));
        host.Sink.Records.OfType<ConversationRecord>().Select(static opening => opening.WriterId).Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_conversation_over_several_requests_stays_in_progress_until_it_ends_or_times_out()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseConvLog(static context => context.Request.Query["call"].ToString());
            app.MapPost("/step", static (Conversation conversation) =>
            {
                using var turn = conversation.BeginTurn("hi");
                turn.Complete("hello");
            });
            app.MapPost("/end", static (Conversation conversation) => conversation.End(EndReason.UserEnded));
            app.MapPost("/status", static (Conversation conversation) => conversation.WriteMetric("status", "completed"));
        });
        foreach (string call in (string[])["ended", "silent"])
        {
            for (int i = 0; i < 3; i++)
            {
                (await host.Client.PostAsync($"/step?call={call}", content: null)).EnsureSuccessStatusCode();
                (await host.ReadAsync(call))!.Summary.InProgress.Should().BeTrue("the call goes on between its requests");
            }
        }

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.Client.PostAsync("/end?call=ended", content: null);
        host.Clock.Advance(TimeSpan.FromMinutes(25));
        await host.Client.PostAsync("/status?call=ended", content: null);
        (await host.ReadAsync("silent"))!.Summary.InProgress.Should().BeTrue();
        host.Clock.Advance(TimeSpan.FromMinutes(10));

        var ended = (await host.ReadAsync("ended"))!.Summary;
        (ended.EndReason, ended.Duration).Should().Be((EndReason.UserEnded, TimeSpan.FromSeconds(10)));
        var silent = (await host.ReadAsync("silent"))!.Summary;
        (silent.EndReason, silent.EndedAt).Should().Be((null, ManualClock.DefaultStart));
    }

    [Fact]
    public async Task Statistics_count_messages_and_not_page_views()
    {
        await using var site = await Site.WithKeysAsync(before: static app =>
        {
            app.UseConvLog(static context => context.Request.Headers["X-Session"].FirstOrDefault());
            app.MapGet("/", static () => "a page");
            app.MapGet("/chat", static (Conversation conversation) =>
            {
                using var turn = conversation.BeginTurn("hi");
                using var call = conversation.BeginFunction("book");
                call.Fail("no table");
            });
        });
        for (int i = 0; i < 6; i++)
        {
            await site.GetAsync(i % 2 == 0 ? "/" : "/missing", ("X-Session", $"visitor-{i}"));
        }

        await site.GetAsync("/chat", ("X-Session", "visitor-0"));
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        var statistics = (await site.GetWithKeyAsync("/convlog/v1/statistics")).Json;

        statistics.GetProperty("total").GetProperty("conversations").GetInt64().Should().Be(1);
        statistics.GetProperty("problems").GetProperty("conversations").GetInt64().Should().Be(1);
        statistics.GetProperty("problems").GetProperty("with_problem").GetInt64().Should().Be(1);
    }

    [Fact]
    public async Task Entries_logged_after_the_response_started_belong_to_the_conversation_of_the_request()
    {
        await using var host = await RequestHost.StartAsync(
            static app =>
            {
                app.UseResponseCompression();
                app.UseConvLog(static _ => "stream");
                app.MapGet("/events", static async (HttpContext context) =>
                {
                    context.Response.ContentType = "text/event-stream";
                    await context.Response.WriteAsync("data: first\n\n");
                    await context.Response.Body.FlushAsync();
                    Conversation.Current!.Log.Info("after the start");
                    await context.Response.WriteAsync("data: last\n\n");
                });
            },
            services: static services => services.AddResponseCompression(static options
                => options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "text/event-stream"]));
        (await host.Client.GetStringAsync("/events")).Should().Be("data: first\n\ndata: last\n\n");

        (await host.ReadAsync("stream"))!.Entries.Should().ContainSingle().Which.Content.Should().Be("after the start");
    }

    [Fact]
    public async Task Background_work_of_a_request_opens_its_conversation_when_it_logs()
    {
        var ended = new TaskCompletionSource();
        var work = new TaskCompletionSource();
        Conversation? left = null;
        await using var host = await RequestHost.StartAsync(app =>
        {
            app.UseConvLog(static _ => "c");
            app.MapGet("/", (Conversation conversation) =>
            {
                left = conversation;
                _ = Task.Run(async () =>
                {
                    await ended.Task;
                    conversation.Log.Info("late");
                    work.SetResult();
                });
            });
        });
        await host.Client.GetAsync("/");
        ended.SetResult();
        await work.Task;

        host.Sink.Records.OfType<ConversationRecord>().Should().ContainSingle();
        host.Sink.Entries.Should().ContainSingle().Which.Content.Should().Be("late");
        left!.Losses.DroppedTotal.Should().Be(0);
    }

    [Fact]
    public async Task A_handler_that_reruns_the_pipeline_logs_to_the_same_conversation()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseExceptionHandler("/error");
            app.UseConvLog(static async context => new ConversationInfo(
                await new StreamReader(context.Request.Body, leaveOpen: true).ReadToEndAsync(context.RequestAborted) is { Length: > 0 } id ? id : "none"));
            app.MapPost("/fail", static async (HttpContext context, Conversation conversation) =>
            {
                conversation.Log.Info(await new StreamReader(context.Request.Body).ReadToEndAsync());
                throw new InvalidOperationException("broken");
            });
            app.Map("/error", static () =>
            {
                // Not a parameter: the request scope still has the conversation of the first run, which has ended.
                Conversation.Current!.Log.Info("apology");
                return "sorry";
            });
        });
        (await (await host.Client.PostAsync("/fail", new StringContent("c-1"))).Content.ReadAsStringAsync()).Should().Be("sorry");

        host.Sink.Entries.Select(static entry => entry.Content).Should().Equal("c-1", "apology");
        host.Sink.Entries[0].ConversationId.Should().Be("c-1");
    }

    [Fact]
    public async Task UseConvLog_can_be_limited_to_a_pipeline_branch()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.Map("/chat", static branch => branch.UseConvLog(static _ => "c").Run(static context =>
            {
                Conversation.Current!.Log.Info("inside");
                return Task.CompletedTask;
            }));
            app.MapGet("/other", static () => Conversation.Current is null ? "none" : "one");
        });
        (await host.Client.GetAsync("/chat/now")).EnsureSuccessStatusCode();
        (await host.Client.GetStringAsync("/other")).Should().Be("none");

        host.Sink.Entries.Should().ContainSingle();
    }

    [Fact]
    public async Task With_two_IDs_only_the_conversation_that_is_logged_to_is_opened()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseConvLog(static _ => "outer").UseConvLog(static _ => "inner");
            app.MapGet("/", static () => Conversation.Current!.Log.Info("inside"));
        });
        await host.Client.GetAsync("/");

        host.Sink.Records.OfType<ConversationRecord>().Select(static opening => opening.ConversationId).Distinct(StringComparer.Ordinal).Should()
            .Equal("inner");
    }

    [Fact]
    public async Task An_endpoint_parameter_without_a_conversation_throws_with_what_is_missing()
    {
        await using var host = await RequestHost.StartAsync(static app => app.MapGet("/", static (Conversation _) => "never"));

        (await host.Client.Invoking(static client => client.GetAsync("/")).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*app.UseConvLog(*MakeCurrent()*");
    }

    [Fact]
    public async Task An_id_opened_by_another_account_during_the_request_loses_the_log_and_not_the_request()
    {
        await using var host = await RequestHost.StartAsync(static app =>
        {
            app.UseConvLog(static _ => new ConversationInfo("c") { AccountId = "globex" });
            app.MapGet("/", static (IConversationFactory conversations) =>
            {
                using var other = conversations.Open(new ConversationInfo("c") { AccountId = "acme" });
                Conversation.Current!.Log.Info("of globex");
                Conversation.Current?.Log.Info("of globex");
                return "ok";
            });
        });
        (await host.Client.GetStringAsync("/")).Should().Be("ok");

        host.Sink.Entries.Should().BeEmpty();
        host.LinesWith("could not be opened").Should().ContainSingle();
    }
}
