namespace ConvLog.Console.Tests.Firefox;

/// <summary>A test that requires Firefox and is reported as skipped without it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FirefoxFactAttribute : FactAttribute
{
    public FirefoxFactAttribute() => Skip = FirefoxProcess.Path is null ? "There is no Firefox on this machine: apt-get install firefox-esr." : null;
}
