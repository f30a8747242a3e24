using WebConsole.Import;

namespace WebConsole.Tests.Support;

internal sealed class RecordingReport : IImportReport
{
    public List<string> Faults { get; } = [];

    public List<double> Shares { get; } = [];

    public bool IsDone { get; private set; }

    public void Fault(string file, string fault) => Faults.Add($"{Path.GetFileName(file)}: {fault}");

    public void Progress(double share) => Shares.Add(share);

    public void Done() => IsDone = true;
}
