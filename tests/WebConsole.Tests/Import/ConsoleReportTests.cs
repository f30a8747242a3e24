using WebConsole.Import;

namespace WebConsole.Tests.Import;

public sealed class ConsoleReportTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void A_progress_bar_is_shown_and_cleared_at_the_end()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: true);

        report.Progress(0.5);
        report.Done();

        _output.ToString().Should().StartWith("\rImporting [####################....................]  50 %\r").And.EndWith(" \r");
    }

    [Fact]
    public void The_bar_is_redrawn_only_when_it_changes()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: true);

        for (int step = 0; step <= 1_000; step++)
        {
            report.Progress(step / 1_000.0);
        }

        _output.ToString().Split('\r').Should().HaveCount(102);
    }

    [Fact]
    public void No_bar_is_shown_if_the_output_is_redirected()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: false);

        report.Progress(0.5);
        report.Done();

        _output.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Faults_are_written_to_standard_error_without_control_characters()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: false);

        report.Fault("a\u001b[2J.json", "dialogue 1 (x\u202e\r\n): lacks \"turns\"");

        _errors.ToString().TrimEnd().Should().Be("a\\u001b[2J.json: dialogue 1 (x\\u202e\\u000d\\u000a): lacks \"turns\"");
    }
}
