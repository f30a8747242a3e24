using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConvLog.AspNetCore.Tests.Hosting;

/// <summary>Requests canceled by the client or by a stopping host, on a real server.</summary>
public sealed class RequestCancelingTests
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Work_running_when_the_client_leaves_is_canceled_as_UserLeft()
    {
        await using var host = await StartAsync(static (context, _) => context.RequestAborted);
        using var leaving = new CancellationTokenSource();
        var request = host.Client.GetAsync("/chat", leaving.Token);
        await _begun.Task;
        await leaving.CancelAsync();
        await request.Invoking(static asked => asked).Should().ThrowAsync<OperationCanceledException>();

        await ShouldBeCanceledAsync(host, CancelReason.UserLeft);
    }

    [Fact] // A stopping host closes connections as well; the recorded reason is the stop.
    public async Task Work_running_when_the_host_stops_is_canceled_as_HostStopped()
    {
        await using var host = await StartAsync(static (_, lifetime) => lifetime.ApplicationStopping);
        var request = host.Client.GetAsync("/chat");
        await _begun.Task;
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        (await request).IsSuccessStatusCode.Should().BeFalse();

        await ShouldBeCanceledAsync(host, CancelReason.HostStopped);
    }

    [Fact]
    public async Task Work_canceled_while_the_client_waits_has_no_reason()
    {
        await using var host = await StartAsync(static (_, _) => new CancellationToken(canceled: true));
        (await host.Client.GetAsync("/chat")).IsSuccessStatusCode.Should().BeFalse();

        await ShouldBeCanceledAsync(host, CancelReason.Unspecified);
    }

    private Task<RequestHost> StartAsync(Func<HttpContext, IHostApplicationLifetime, CancellationToken> tokenOf) => RequestHost.StartAsync(
        app =>
        {
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                finally
                {
                    _ended.TrySetResult();
                }
            });
            app.UseConvLog(static _ => "conv-42");
            app.MapGet("/chat", async (HttpContext context, Conversation conversation, IHostApplicationLifetime lifetime) =>
            {
                using var turn = conversation.BeginTurn("Book a table");
                _ = turn.BeginModelCall("gpt-x");
                await conversation.RunFunctionAsync("book_table", async () =>
                {
                    using var model = turn.BeginModelCall("gpt-x");
                    _begun.TrySetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, tokenOf(context, lifetime));
                });
            });
        },
        HttpProtocols.Http1);

    private async Task ShouldBeCanceledAsync(RequestHost host, CancelReason reason)
    {
        await _ended.Task;
        var turn = (await host.ReadAsync("conv-42"))!.Turns.Should().ContainSingle().Subject;
        (turn.Outcome, turn.CancelReason, turn.HasFailed).Should().Be((TurnOutcome.Canceled, reason, false));
        turn.FunctionEvents.Select(static call => (call.Outcome, call.CancelReason)).Should().Equal((FunctionOutcome.Canceled, reason));
        turn.ModelCalls.Select(static call => (call.Outcome, call.CancelReason)).Should().Equal(
            (null, null), (FunctionOutcome.Canceled, reason)); // The first call is never ended, so it is abandoned after the longest linger.
    }
}
