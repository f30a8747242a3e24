namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The alerts of the host's rules.</summary>
internal sealed record AlertsJson(bool KeepsState, IEnumerable<AlertJson> Alerts);

/// <summary>Who silenced an alert, and until when.</summary>
internal readonly struct AlertSilenceJson(AlertSilence silence)
{
    public string By => silence.By;
    public DateTimeOffset At => silence.At;
    public DateTimeOffset? Until => silence.Until;
}
