using WebConsole.Import;

namespace WebConsole.Tests.Import;

public sealed class ConsoleReportTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void A_bar_shows_how_far_it_is_and_vanishes_at_the_end()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: true);

        report.Progress(0.5);
        report.Done();

        _output.ToString().Should().StartWith("\rImporting [####################....................]  50 %\r").And.EndWith(" \r");
    }

    [Fact]
    public void The_bar_is_drawn_anew_only_where_it_looks_different()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: true);

        for (int step = 0; step <= 1_000; step++)
        {
            report.Progress(step / 1_000.0);
        }

        _output.ToString().Split('\r').Should().HaveCount(102);
    }

    [Fact]
    public void There_is_none_where_the_output_is_redirected()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: false);

        report.Progress(0.5);
        report.Done();

        _output.ToString().Should().BeEmpty();
    }

    [Fact]
    public void Faults_go_to_the_error_output_without_what_a_terminal_would_obey()
    {
        var report = new ConsoleReport(_output, _errors, showsBar: false);

        report.Fault("a\u001b[2J.json", "dialogue 1 (x\u202e\r\n): lacks \"turns\"");

        _errors.ToString().TrimEnd().Should().Be("a\\u001b[2J.json: dialogue 1 (x\\u202e\\u000d\\u000a): lacks \"turns\"");
    }
}
