using System.Globalization;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The alerts of the host's rules, and silencing them.</summary>
internal sealed class AlertRoutes(ConversationAlerts alerts) : IApiRoutes
{
    private const string DurationField = "duration_seconds";
    private const int LongestSilence = 30 * 24 * 60 * 60;

    private static readonly PathText s_rule = new("rule", "The name of the alert's rule.", FromEnd: 2) { IsRequired = true, Example = "Bookings fail" };

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/alerts", ConvLogPermissions.Read, ListAsync)
        {
            OperationId = "listAlerts",
            Summary = "The alerts of the host's rules, with their states.",
            Description =
                "Everything is counted as for a reader without ReadPii. Readers of some agents get the alerts of rules for these agents. The state is unknown "
                + "while the store does not answer; \"last_state\" is then the state before. \"too_few\" is true if fewer than \"minimum_count\" were counted, "
                + "so that the state was kept. Value and count are those of the process that answers; of drops, they require ReadPii. \"keeps_state\" is "
                + "false if states are lost when the process ends.",
            ResponseContent = ApiContent.Of<AlertsJson>(
                """
                {"keeps_state":true,"alerts":[{"rule":"Bookings fail","measure":"problem_rate","kind":"function","target":"save_guest","agent_id":null,"environment":null,"currency":null,"threshold":0.1,"minimum_count":20,"window_seconds":900,"state":"firing","last_state":"firing","since":"2026-11-20T09:00:00.000000Z","value":0.25,"count":40,"too_few":false,"evaluated_at":"2026-11-20T09:05:00.000000Z","notified_at":"2026-11-20T09:00:00.000000Z","undelivered":[],"delivery_failure":null,"next_attempt_at":null,"silence":{"by":"Ana","at":"2026-11-20T09:01:00.000000Z","until":"2026-11-20T10:01:00.000000Z"}}]}
                """),
        },
        new(HttpMethods.Put, "/alerts/{rule}/silence", ConvLogPermissions.Annotate, SilenceAsync)
        {
            OperationId = "silenceAlert",
            Summary = "Withholds the notifications of an alert, in place of an earlier silence.",
            Description = "For up to 30 days; without \"duration_seconds\", until the alert resolves.",
            Parameters = [s_rule],
            RequestContent = new ApiContent("SilenceBody", """{"duration_seconds":3600}"""),
            Status = StatusCodes.Status204NoContent,
            Refusals = [StatusCodes.Status404NotFound],
        },
        new(HttpMethods.Delete, "/alerts/{rule}/silence", ConvLogPermissions.Annotate, EndSilenceAsync)
        {
            OperationId = "endSilence",
            Summary = "Ends the silence of an alert. Does nothing if it has none.",
            Parameters = [s_rule],
            Status = StatusCodes.Status204NoContent,
            Refusals = [StatusCodes.Status404NotFound],
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        var shown = await alerts.ReadAsync(call.Reader, call.Aborted).ConfigureAwait(false);
        return call.Json(new AlertsJson(alerts.KeepsState, shown.Select(static alert => new AlertJson(alert))));
    }

    private async ValueTask<IResult> SilenceAsync(ApiCall call)
    {
        string rule = s_rule.Read(call);
        TimeSpan? duration;
        using (var body = await ApiBody.ReadAsync(call).ConfigureAwait(false))
        {
            duration = body.Integer(DurationField, least: 1) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        }

        if (duration?.TotalSeconds > LongestSilence)
        {
            throw ApiProblemException.Invalid(DurationField,
                string.Create(CultureInfo.InvariantCulture, $"{DurationField} must be at most {LongestSilence}, which is 30 days."));
        }

        return Done(await alerts.SilenceAsync(call.Reader, rule, duration, call.Aborted).ConfigureAwait(false));
    }

    private async ValueTask<IResult> EndSilenceAsync(ApiCall call)
        => Done(await alerts.EndSilenceAsync(call.Reader, s_rule.Read(call), call.Aborted).ConfigureAwait(false));

    private static IResult Done(bool isKnown) => isKnown ? ApiCall.Done : throw ApiProblemException.NotFound("alert");
}
