using ConvLog.AspNetCore.Http;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Pages.Alerts;

/// <summary>The page of alerts and silencing them. It shows no personal data.</summary>
internal sealed class AlertPages(ConversationAlerts alerts, PageResponses answers) : IPageRoutes
{
    public IEnumerable<PageRoute> Routes =>
    [
        new PageRoute("/alerts") { Get = ShowAsync },
        new PageRoute("/alerts/silence") { Get = Back, Post = SilenceAsync },
    ];

    /// <summary>The durations for which an alert can be silenced, with their words in the form; null until it resolves.</summary>
    public static IReadOnlyList<(string Word, string Label, TimeSpan? Duration)> Silences { get; } =
    [
        ("1h", "1 hour", TimeSpan.FromHours(1)), ("8h", "8 hours", TimeSpan.FromHours(8)), ("24h", "24 hours", TimeSpan.FromHours(24)),
        ("resolved", "Until resolved", null),
    ];

    public ValueTask<IResult> ShowAsync(HttpContext context) => answers.ReadAsync(context, async (page, reader) =>
    {
        var shown = await alerts.ReadAsync(reader, context.RequestAborted).ConfigureAwait(false);
        return PageResponses.Show<AlertsPage, AlertsReport>(page, AlertsReport.Of(shown, alerts.KeepsState));
    });

    /// <summary>Silences an alert, or ends its silence.</summary>
    public ValueTask<IResult> SilenceAsync(HttpContext context) => answers.HandleFormAsync(context, ConvLogPermissions.Annotate, async (page, reader, form) =>
    {
        string rule = form.Text("rule");
        string word = form.Text("for");
        bool isKnown;
        if (word is "end")
        {
            isKnown = await alerts.EndSilenceAsync(reader, rule, context.RequestAborted).ConfigureAwait(false);
        }
        else if (Silences.FirstOrDefault(known => string.Equals(known.Word, word, StringComparison.Ordinal)) is { Word: not null } silence)
        {
            isKnown = await alerts.SilenceAsync(reader, rule, silence.Duration, context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            return PageResponses.Fail(page, Failure.BadForm);
        }

        return isKnown ? new SeeOtherResult(page.Paths.Alerts) : PageResponses.Fail(page, Failure.NoAlert);
    });

    /// <summary>Redirects from an address that only accepts forms to the page with the forms.</summary>
    public ValueTask<IResult> Back(HttpContext context) => answers.ReadAsync(context, static (page, _) => new(new SeeOtherResult(page.Paths.Alerts)));
}
