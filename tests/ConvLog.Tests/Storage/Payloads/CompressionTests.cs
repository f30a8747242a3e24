using System.Security.Cryptography;
using System.Text;
using ConvLog.Storage.Payloads;

namespace ConvLog.Tests.Storage.Payloads;

public sealed class CompressionTests
{
    private static readonly byte[] s_json
        = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50).Select(static n => $$"""{"content":"Said {{n}} times"}""")));

    [Fact]
    public void What_was_compressed_is_shorter_and_read_again()
    {
        var compressed = new byte[s_json.Length];
        Compression.TryCompressFast(s_json, compressed, out int length).Should().BeTrue();

        length.Should().BeLessThan(s_json.Length / 2);
        Compression.Read(compressed[..length], s_json.Length).Should().Equal(s_json);
        Compression.Of(s_json).Length.Should().BeLessThan(s_json.Length / 2);
        Compression.Read(Compression.Of(s_json)).Should().Equal(s_json);
    }

    [Fact]
    public void What_would_not_become_shorter_stays_as_it_is()
    {
        byte[] random = [(byte)'{', .. RandomNumberGenerator.GetBytes(1_000)];
        byte[] few = [.. s_json.Take(199)];
        foreach (byte[] payload in (byte[][])[random, few, []])
        {
            Compression.TryCompressFast(payload, new byte[payload.Length], out int length).Should().BeFalse();
            length.Should().Be(0);
            Compression.Read(payload, payload.Length).Should().BeSameAs(payload);
            Compression.Of(payload).Should().BeSameAs(payload);
            Compression.Read(payload).Should().Equal(payload);
        }
    }

    [Fact]
    public void What_has_another_length_or_is_damaged_gives_nothing()
    {
        var compressed = new byte[s_json.Length];
        Compression.TryCompressFast(s_json, compressed, out int length);
        byte[] payload = compressed[..length];

        Compression.Read(payload, s_json.Length - 1).Should().BeNull();
        Compression.Read(payload, s_json.Length + 1).Should().BeNull();
        Compression.Read(payload[..^1], s_json.Length).Should().BeNull();
        Compression.Read([1], 0).Should().BeNull();
        Compression.Read(s_json, s_json.Length - 1).Should().BeNull();
    }
}
