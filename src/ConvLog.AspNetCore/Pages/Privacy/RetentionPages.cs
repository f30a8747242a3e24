using ConvLog.AspNetCore.Http;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Privacy;

/// <summary>Running retention on demand.</summary>
internal sealed class RetentionPages(ConversationRetention retention, PermittedResponses answers, TimeProvider time) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes => [new PageRoute("/privacy/runs") { Get = ConfirmAsync, Post = RunAsync, ContinuesAfterFailure = true }];

    // A run may take minutes. After this time, the page shows it as in progress.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks for confirmation of a run above the safety limit, with the numbers.</summary>
    public ValueTask<IResult> ConfirmAsync(HttpContext context) => answers.ShowAsync(context, async page =>
    {
        var preview = await retention.PreviewAsync(context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<RunQuestionPage, RunConfirmation>(page, new RunConfirmation(RetentionSettings.Of(retention, time), preview));
    });

    /// <summary>Runs retention; asks for confirmation if the run is above the safety limit.</summary>
    public ValueTask<IResult> RunAsync(HttpContext context) => answers.HandleFormAsync(context, async (page, reader, form) =>
    {
        var run = await StartAsync(reader, form.Text("confirmed") is "yes").ConfigureAwait(false);
        return new SeeOtherResult(run is { State: RetentionRunState.Refused } ? page.Paths.Runs : $"{page.Paths.Privacy}#retention");
    });

    private async Task<RetentionRun?> StartAsync(Reader reader, bool confirmed)
    {
        // Not canceled when the client disconnects: a run concerns everyone.
        var running = Task.Run(async () => await retention.RunAsync(reader.Name, confirmed, CancellationToken.None).ConfigureAwait(false));
        try
        {
            return await running.WaitAsync(s_patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return null;
        }
    }
}
