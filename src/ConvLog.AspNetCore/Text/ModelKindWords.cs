namespace ConvLog.AspNetCore.Text;

/// <summary>Kinds of model calls in words.</summary>
internal static class ModelKindWords
{
    /// <summary>What the model was asked for, in a word or two; null for a chat's answer.</summary>
    public static string? Of(ModelCallKind kind) => kind switch
    {
        ModelCallKind.Embeddings => "Embeddings",
        ModelCallKind.Reranking => "Reranking",
        ModelCallKind.SpeechToText => "Speech to text",
        ModelCallKind.TextToSpeech => "Text to speech",
        ModelCallKind.ImageGeneration => "Image generation",
        _ => null,
    };
}
