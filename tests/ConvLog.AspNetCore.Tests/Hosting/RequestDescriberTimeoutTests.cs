using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>A delegate that hangs delays its request up to the timeout and loses the conversation.</summary>
public sealed class RequestDescriberTimeoutTests
{
    private readonly Signal _read = new();
    private readonly Signal _ended = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_five_seconds_the_request_continues_without_a_conversation_and_with_its_body(bool heedsToken)
    {
        var never = new TaskCompletionSource();
        CancellationToken ofRequest = default;
        CancellationToken ofDelegate = default;
        await using var host = await RequestHost.StartAsync(
            app =>
            {
                app.Use((context, next) =>
                {
                    ofRequest = context.RequestAborted;
                    return next(context);
                });
                app.UseConvLog(async context =>
                {
                    ofDelegate = context.RequestAborted;
                    await context.Request.Body.ReadExactlyAsync(new byte[4]);
                    _read.Set();
                    await (heedsToken ? never.Task.WaitAsync(context.RequestAborted) : never.Task);
                    return new ConversationInfo("c");
                });
                app.MapPost("/", async (HttpContext context) =>
                {
                    context.RequestAborted.Should().Be(ofRequest, "the endpoint has the request's own");
                    return $"{Conversation.Current?.Info.Id} {await new StreamReader(context.Request.Body).ReadToEndAsync()}";
                });
            },
            HttpProtocols.Http1);
        var answer = host.Client.PostAsync("/", new StringContent("the whole of it"));
        await _read.WaitAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(4.9));
        ofDelegate.IsCancellationRequested.Should().BeFalse();
        host.Clock.Advance(TimeSpan.FromSeconds(0.2));

        (await (await answer).Content.ReadAsStringAsync()).Should().Be(" the whole of it");
        ofDelegate.IsCancellationRequested.Should().BeTrue();
        host.LinesWith("within 5 s").Should().ContainSingle().Which.Should().Contain("context.RequestAborted");
        never.SetException(new InvalidOperationException("too late"));
    }

    [Fact]
    public async Task A_slow_body_is_awaited_as_long_as_data_arrives()
    {
        await using var host = await RequestHost.StartAsync(Use, HttpProtocols.Http1);
        using var content = new GatedContent();
        var answer = host.Client.PostAsync("/", content);
        for (int i = 0; i < 5; i++)
        {
            await content.SendAsync("part ");
            await _read.WaitAsync();
            host.Clock.Advance(TimeSpan.FromSeconds(4));
        }

        content.Complete();

        (await (await answer).Content.ReadAsStringAsync()).Should().Be("c part part part part part ");
    }

    [Fact]
    public async Task A_stalled_body_times_out_for_the_delegate_only()
    {
        await using var host = await RequestHost.StartAsync(Use, HttpProtocols.Http1);
        using var content = new GatedContent();
        var answer = host.Client.PostAsync("/", content);
        await content.SendAsync("first ");
        await _read.WaitAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await host.Logs.UntilLineAsync("within 5 s");
        await content.SendAsync("second");
        content.Complete();

        (await (await answer).Content.ReadAsStringAsync()).Should().Be(" first second");
    }

    [Fact]
    public async Task A_client_that_disconnects_while_the_delegate_reads_is_not_an_error()
    {
        await using var host = await RequestHost.StartAsync(Use, HttpProtocols.Http1);
        using var content = new GatedContent();
        using var leaves = new CancellationTokenSource();
        var answer = host.Client.PostAsync("/", content, leaves.Token);
        await content.SendAsync("first ");
        await _read.WaitAsync();
        await leaves.CancelAsync();
        await answer.Invoking(static answer => answer).Should().ThrowAsync<OperationCanceledException>();
        content.Complete();
        await _ended.WaitAsync();

        host.Logs.Lines.Where(static line => line.StartsWith("ConvLog ", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_client_that_closes_its_side_within_the_body_is_not_an_error()
    {
        await using var host = await RequestHost.StartAsync(Use, HttpProtocols.Http1);
        using var client = new TcpClient();
        await client.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nfirst "u8.ToArray());
        await _read.WaitAsync();
        client.Client.Shutdown(SocketShutdown.Send);
        await _ended.WaitAsync();

        host.Logs.Lines.Where(static line => line.StartsWith("ConvLog ", StringComparison.Ordinal)).Should().BeEmpty();
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        FluentActions.Invoking(static () => new RequestConversationOptions { MaximumBodySize = -1 }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*MaximumBodySize*");
        FluentActions.Invoking(static () => new RequestConversationOptions { Timeout = TimeSpan.Zero }).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*Timeout*");
        new RequestConversationOptions().Should().BeEquivalentTo(new { MaximumBodySize = 1_048_576, Timeout = TimeSpan.FromSeconds(5) });
    }

    private void Use(WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                _ended.Set();
            }
        });
        app.UseConvLog(async context =>
        {
            byte[] buffer = new byte[100];
            while (await context.Request.Body.ReadAsync(buffer) > 0)
            {
                _read.Set();
            }

            return new ConversationInfo("c");
        });
        app.MapPost("/", static async (HttpContext context)
            => $"{Conversation.Current?.Info.Id} {await new StreamReader(context.Request.Body).ReadToEndAsync()}");
    }

    /// <summary>A signal that can be awaited repeatedly.</summary>
    private sealed class Signal
    {
        private readonly SemaphoreSlim _signal = new(0);

        public void Set() => _signal.Release();

        public async Task WaitAsync() => (await _signal.WaitAsync(TimeSpan.FromSeconds(30))).Should().BeTrue("it is waited for");
    }
}
