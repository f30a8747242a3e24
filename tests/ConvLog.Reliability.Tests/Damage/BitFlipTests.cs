using System.Globalization;
using Xunit.Abstractions;

namespace ConvLog.Reliability.Tests.Damage;

/// <summary>C06, C07: with a flipped bit anywhere in the file, a conversation is read as written or the store reports the damage.</summary>
public class BitFlipTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_flipped_bit_never_silently_changes_the_data_read()
    {
        using var folder = new TemporaryFolder();
        string good = folder.File("good.db");
        var records = await WitnessedWriter.RecordsAsync(400);
        await using (var store = new SqliteConversationStore(good))
        {
            await store.WriteAsync(records);
            await store.CatchUpAsync();
        }

        var whole = new InMemoryConversationStore();
        await whole.WriteAsync(records);
        byte[] bytes = await File.ReadAllBytesAsync(good);
        var random = new Random(Amount.Seed);
        var tally = new FlipTally(await FlippedReading.OfAsync(whole, whole));
        int flips = Amount.Of("CONVLOG_FLIPS", usual: 30, inCi: 60, inLongCampaign: 150);
        for (int flip = 0; flip < flips; flip++)
        {
            long bit = random.NextInt64(bytes.Length * 8L);
            string path = folder.File(string.Create(CultureInfo.InvariantCulture, $"{flip}/convlog.db"));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await WriteFlippedAsync(path, bytes, bit);
            tally.Add(bit, await FlippedReading.OfFileAsync(path, whole));
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        output.WriteLine(tally.ToString());
        tally.Crashes.Should().BeEmpty("a store that cannot read says so, with CONVLOG_SEED={0}", Amount.Seed);
        tally.Changed.Should().BeEmpty("every changed record is told, with CONVLOG_SEED={0}", Amount.Seed);
    }

    private static async Task WriteFlippedAsync(string path, byte[] bytes, long bit)
    {
        byte mask = (byte)(1 << (int)(bit % 8));
        bytes[bit / 8] ^= mask;
        await File.WriteAllBytesAsync(path, bytes);
        bytes[bit / 8] ^= mask;
    }
}
