namespace RtmPipeline.Sources.Live;

/// <summary>The options of one kind of live source.</summary>
internal interface ISourceOptions
{
    /// <summary>True when the source goes on behind what the journal holds of it: see <see cref="SourceHost.Journalled"/>.</summary>
    bool ReadsJournal => false;

    /// <summary>Makes the source; it connects when it is read.</summary>
    ILiveSource Create(SourceHost host);
}
