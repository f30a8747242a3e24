using System.Security.Cryptography;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

/// <content>Blocks are compressed before they are sealed if that makes them shorter.</content>
public sealed partial class PersonalBlocksTests
{
    [Fact]
    public async Task Repetitive_data_is_compressed_and_other_data_does_not_grow()
    {
        await using var store = _folder.Open();
        string[] alike = [.. Enumerable.Range(0, 40).Select(static n => $"The guest's number is +34 910 555 {n:000}, for a table for two at eight.")];
        string random = Convert.ToBase64String(RandomNumberGenerator.GetBytes(3_000));

        await store.WriteAsync([Some.Opening(), .. alike.Select(static (text, n) => Some.Entry(n, text, isPii: true))]);
        await store.WriteAsync([Some.Opening("other"), Some.Entry(1, random, "other", isPii: true)]);

        Number("SELECT length(payload) FROM pii_block WHERE no = 1").Should().BeLessThan(alike.Sum(static text => text.Length) / 5);
        Number("SELECT length(payload) FROM pii_block WHERE no = 2").Should().BeLessThan(random.Length + 100);
        (await TextsAsync(store)).Should().Equal(alike);
        (await store.ReadAsync("other"))!.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal(random);
        await ShouldBeWholeAsync(store);
    }
}
