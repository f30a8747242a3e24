using System.Globalization;
using ConvLog.Storage;
using WebConsole.Dialogues;
using WebConsole.Replay;

namespace WebConsole.Import;

/// <summary>Replays the dialogues of files into a store. Malformed ones are reported and skipped.</summary>
internal sealed class Importer(IConversationStore store, DialogueReplay replay, IImportReport report, TimeProvider time)
{
    private const int FaultsToldPerFile = 5;

    // The most dialogues in progress at once, as in a host with many conversations; more would fill the sink's queue.
    private const int MostUnwritten = 32;

    // The store receives a replayed dialogue with a delay, but a repeated file must be detected at once.
    private readonly HashSet<string> _replayed = new(StringComparer.Ordinal);
    private readonly Queue<Task> _unwritten = new();

    public async Task<ImportSummary> ImportAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var summary = default(ImportSummary);
        var work = new ImportProgress(files, report);
        foreach (string path in files)
        {
            summary = await ImportFileAsync(path, summary, work, cancellationToken);
            work.FileDone(path);
        }

        await WrittenAsync(atMost: 0);
        report.Done();
        return summary;
    }

    private async Task<ImportSummary> ImportFileAsync(string path, ImportSummary summary, ImportProgress work, CancellationToken cancellationToken)
    {
        try
        {
            using var file = await DialogueFile.OpenAsync(path, cancellationToken);
            summary = summary with { Files = summary.Files + 1 };
            return await ImportDialoguesAsync(path, file, summary, work, cancellationToken);
        }
        catch (UnreadableFileException unreadable)
        {
            report.Fault(path, unreadable.Message);
            return summary with { UnreadableFiles = summary.UnreadableFiles + 1 };
        }
    }

    private async Task<ImportSummary> ImportDialoguesAsync(string path, DialogueFile file, ImportSummary summary, ImportProgress work,
        CancellationToken cancellationToken)
    {
        int malformedBefore = summary.Malformed;
        int done = 0;
        foreach (var place in file.Dialogues)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                summary = await ImportDialogueAsync(DialogueReader.Read(place), summary, cancellationToken);
            }
            catch (MalformedDialogueException malformed)
            {
                summary = summary with { Malformed = summary.Malformed + 1 };
                if (summary.Malformed - malformedBefore <= FaultsToldPerFile)
                {
                    report.Fault(path, malformed.Message);
                }
            }

            work.Dialogue(path, ++done, file.Count);
        }

        int untold = summary.Malformed - malformedBefore - FaultsToldPerFile;
        if (untold > 0)
        {
            report.Fault(path, string.Create(CultureInfo.InvariantCulture, $"and {untold} more malformed dialogues"));
        }

        return summary;
    }

    private async Task<ImportSummary> ImportDialogueAsync(Dialogue dialogue, ImportSummary summary, CancellationToken cancellationToken)
    {
        if (_replayed.Contains(dialogue.Id) || await store.ReadSummaryAsync(dialogue.Id, cancellationToken: cancellationToken) is not null)
        {
            return summary with { Skipped = summary.Skipped + 1 };
        }

        _replayed.Add(dialogue.Id);
        await WrittenAsync(MostUnwritten - 1);
        _unwritten.Enqueue(replay.PlayAsync(dialogue, Backdating.StartOf(dialogue.Id, time.GetUtcNow())));
        return summary with { Conversations = summary.Conversations + 1, FunctionEvents = summary.FunctionEvents + dialogue.CallCount };
    }

    private async Task WrittenAsync(int atMost)
    {
        while (_unwritten.Count > atMost)
        {
            await _unwritten.Dequeue();
        }
    }
}
